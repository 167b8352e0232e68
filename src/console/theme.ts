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

/** Slate, from letters to ground, for the night: what the kit paints grey follows our own ground. */
const dark: MantineColorsTuple = [
  '#e9ecef',
  '#c9d0d8',
  '#a9b2bd',
  '#98a2ae',
  '#4a5561',
  '#333d48',
  '#262e37',
  '#1e242b',
  '#181d23',
  '#14181d',
]

export const theme = createTheme({
  primaryColor: 'admit',
  primaryShade: { light: 7, dark: 3 },
  respectReducedMotion: true,
  autoContrast: true,
  luminanceThreshold: 0.4,
  colors: { admit, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { md: '0.9375rem' },
  headings: { fontWeight: '650' },
  components: {
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600, lts: 0 } },
    // Whoever opens a menu by the keyboard is at its first item, and nothing but items is in it.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
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
    '--mantine-color-placeholder': '#687080',
    '--mantine-color-error': '#a1260d',
    '--mantine-color-red-light-color': '#a1260d',
    '--mantine-color-red-filled': '#b3261e',
    '--mantine-color-red-filled-hover': '#971f18',
    '--mantine-color-orange-light-color': '#8a3b00',
    '--mantine-color-yellow-light-color': '#6b4a00',
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
    '--mantine-color-placeholder': '#98a2ae',
    '--mantine-color-error': '#ffb4a3',
    '--mantine-color-admit-light': '#12332f',
    '--mantine-color-admit-light-hover': '#173f3a',
    '--mantine-color-admit-light-color': '#8fe0d5',
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
