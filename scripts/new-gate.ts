// Begins a gate: `npm run new:gate -- NAME CODE`, as in `npm run new:gate -- contract-signed CON-SIGNED`.
import { scaffoldGate } from './scaffold-gate.ts'

const [name, code] = process.argv.slice(2)
if (name === undefined || code === undefined) {
  console.error('npm run new:gate -- NAME CODE, as in: npm run new:gate -- contract-signed CON-SIGNED')
  process.exit(2)
}
try {
  for (const path of scaffoldGate(process.cwd(), name, code)) console.log(path)
  console.log(`
Next: answer the question in the gate, say its cases in the test (it fails until you do), move the gate in index.ts to where
its precedence belongs, give ${code} an example in scripts/reason-examples.ts, and write its page: npm run docs:reasons`)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
