import { SimpleGrid } from '@mantine/core'
import type { ReactNode } from 'react'

/** Fields of half the width of a sheet, side by side; all of it on a narrow screen. */
export function HalfWide({ children }: { readonly children: ReactNode }) {
  return <SimpleGrid cols={{ base: 1, sm: 2 }}>{children}</SimpleGrid>
}
