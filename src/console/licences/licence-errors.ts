/** Why a path of a licence does not work, in words that say what to do; by Graph's name and by ours. */
export const licenceErrors: Readonly<Record<string, string>> = {
  no_seats: 'no seat was left',
  CountViolation: 'no seat was left',
  usage_location_missing: 'the usage location is missing',
  ProhibitedInUsageLocationViolation: 'the usage location is missing',
  conflicting_plans: 'it conflicts with another licence',
  MutuallyExclusiveViolation: 'it conflicts with another licence',
  missing_prerequisite: 'a licence it builds on is missing',
  DependencyViolation: 'a licence it builds on is missing',
  other: 'nobody wrote down why',
  Other: 'nobody wrote down why',
}
