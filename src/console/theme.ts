import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The green of a door that opens; the fourth is for dark grounds, the eighth for light ones. */
const admit: MantineColorsTuple = [
  '#e6f6f4',
  '#d0ebe7',
  '#a2d9d1',
  '#70c9bd',
  '#48b9ac',
  '#2eafa1',
  '#16988b',
  '#0b5d57',
  '#094d48',
  '#063a36',
]

export const theme = createTheme({
  primaryColor: 'admit',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  colors: { admit },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  components: {
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 } },
    Tooltip: { defaultProps: { withArrow: true, multiline: true } },
  },
})

/** The same warm paper by day and slate by night as the sign-in pages. Quiet text keeps a contrast of 4.5 on both. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1d2430',
    '--mantine-color-dimmed': '#5a6372',
    '--ground': '#f3f1ec',
    '--line': '#d4d0c7',
    '--stop': '#a1260d',
    '--stop-ground': '#fdeee9',
    '--ask': '#7a4b00',
    '--ask-ground': '#fdf3df',
    '--fine': '#0b5d57',
    '--fine-ground': '#e6f6f4',
    '--watch': '#4b5563',
  },
  dark: {
    '--mantine-color-body': '#1e242b',
    '--mantine-color-text': '#e9ecef',
    '--mantine-color-dimmed': '#a9b2bd',
    '--ground': '#14181d',
    '--line': '#3a434e',
    '--stop': '#ffb4a3',
    '--stop-ground': '#43211a',
    '--ask': '#ffd9a0',
    '--ask-ground': '#3d2d12',
    '--fine': '#8fe0d5',
    '--fine-ground': '#12332f',
    '--watch': '#a9b2bd',
  },
})
