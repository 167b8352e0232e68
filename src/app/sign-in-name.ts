/** The sign-in name as it is looked up: compatibility forms and case folded, spaces around it gone (SEC-02). */
export function normalisedName(typed: string): string {
  return typed.trim().normalize('NFKC').toLowerCase()
}
