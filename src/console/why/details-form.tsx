import { SimpleGrid, TextInput } from '@mantine/core'
import type { Plan } from '../../core/repair/plan.ts'
import { type Detail, detailName, detailProblem, longestDetail } from '../../core/profile/details.ts'

/** What the steps of a plan fill in of a profile. */
export const detailsOf = (plan: Plan): readonly Detail[] =>
  plan.steps.flatMap(({ change }) => (change.do === 'fill_in_profile' ? change.details : []))

export type TypedDetails = Readonly<Partial<Record<Detail, string>>>

/** Whether all of it is typed, and will do. */
export const areSaid = (details: readonly Detail[], typed: TypedDetails): boolean =>
  details.every((detail) => detailProblem(detail, typed[detail] ?? '') === null)

/** What an administrator fills in of somebody's profile before a plan is applied. */
export function DetailsForm({
  details,
  typed,
  onType,
}: {
  readonly details: readonly Detail[]
  readonly typed: TypedDetails
  readonly onType: (typed: TypedDetails) => void
}) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {details.map((detail) => {
        const value = typed[detail] ?? ''
        const name = detailName(detail)
        return (
          <TextInput
            key={detail}
            label={name.charAt(0).toUpperCase() + name.slice(1)}
            required
            value={value}
            maxLength={longestDetail(detail)}
            error={value !== '' && detailProblem(detail, value)}
            onChange={({ currentTarget }) => onType({ ...typed, [detail]: currentTarget.value })}
          />
        )
      })}
    </SimpleGrid>
  )
}
