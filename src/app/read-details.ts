import { type Detail, detailProblem, detailValue } from '../core/profile/details.ts'
import type { AttributeValue } from '../core/snapshot.ts'

/** Typed details as the directory keeps them, and what is wrong with each that will not do. */
export function readDetails(
  details: readonly Detail[],
  typed: Readonly<Partial<Record<Detail, string>>>,
): {
  readonly values: Readonly<Partial<Record<Detail, AttributeValue>>>
  readonly problems: Readonly<Partial<Record<Detail, string>>>
} {
  const values: Partial<Record<Detail, AttributeValue>> = {}
  const problems: Partial<Record<Detail, string>> = {}
  for (const detail of details) {
    const text = typed[detail] ?? ''
    const problem = detailProblem(detail, text)
    if (problem === null) values[detail] = detailValue(detail, text)
    else problems[detail] = problem
  }
  return { values, problems }
}
