const made = new Set<string>()
let where: 'file' | 'test' = 'file'
const excused = { file: false, test: false }

/** The databases of this test file, whose directories must be whole after each of its tests; and whether faults are left on purpose now. */
export const databases = {
  add: (url: string) => made.add(url),
  /** Test files share a process, and none answers for another. */
  fileBegins() {
    made.clear()
    where = 'file'
    excused.file = excused.test = false
  },
  all: () => [...made],
  mayBeBroken: () => excused.file || excused.test,
  testBegins() {
    where = 'test'
    excused.test = false
  },
}

/** Says that directories are left that are not whole, and why: by the test that says it, or by the whole file where it is said outside of its tests. */
export function leavesFaults(_why: string): void {
  excused[where] = true
}
