/** Why a rule that asks for groups or plans cannot be worked out, naming the other group. */
export function circleText(is: 'itself' | 'asks' | 'asked', name: string): string {
  switch (is) {
    case 'itself':
      return 'A rule cannot ask who is in its own group'
    case 'asks':
      return `The rule of “${name}” asks for groups or plans itself, so no other rule can ask who is in it`
    case 'asked':
      return `The rule of “${name}” asks who is in this group, whose rule can therefore not ask for groups or plans itself`
  }
}
