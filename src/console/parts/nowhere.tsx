import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Page, Sheet } from './page.tsx'

/** An address of the console that leads nowhere. */
export function Nowhere() {
  return (
    <Page title="There is no such page">
      <Sheet>
        <Text>
          The address leads nowhere. It may have been shortened on its way to you; <Link to="/">ask why</Link> or{' '}
          <Link to="/people">look for the person</Link>.
        </Text>
      </Sheet>
    </Page>
  )
}
