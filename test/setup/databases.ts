const made = new Set<string>()
let isChecked = true

/** The databases of this test file whose directories must be whole when its tests are over. */
export const databases = { add: (url: string) => made.add(url), all: () => (isChecked ? [...made] : []) }

/** Says that the tests of this file leave directories that are not whole, and why. */
export function leavesFaults(_why: string): void {
  isChecked = false
}
