import fc from 'fast-check'

// The whole check looks at the same examples each time, so it says of a change what it said before it.
// RUNS= looks at others, and at as many as it says.
if (process.env['RUNS'] === undefined) fc.configureGlobal({ seed: 1 })
