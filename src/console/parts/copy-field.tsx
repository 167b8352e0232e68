import { Button, Code, CopyButton, Group } from '@mantine/core'

/** A name and a value to be copied, as one line of a `record` list. */
export function CopyField({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Group gap="xs">
          <Code className="value">{value}</Code>
          <CopyButton value={value}>
            {({ copied, copy }) => (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={copied ? `${name} copied` : `Copy the ${name.toLowerCase()}`}
                onClick={copy}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </Group>
      </dd>
    </>
  )
}
