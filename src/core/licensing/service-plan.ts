/** A part of a product. It may exclude plans, and build on others: nobody holds it together with those, or without these. */
export type ServicePlan = {
  readonly id: string
  readonly name: string
  readonly excludes?: readonly string[]
  readonly requires?: readonly string[]
}
