#!/usr/bin/env node
import type { Cli } from '../src/doors/cli/cli.ts'
import { keepCompiled } from '../src/app/keep-compiled.ts'

// A command is short: what it waits for is mostly to be compiled.
keepCompiled()
const { runProgram } = await import('../src/doors/cli/program.ts')
const { terminalOn } = await import('../src/doors/cli/terminal.ts')

const cli: Cli = {
  terminal: terminalOn(process.stdout, process.stderr, process.env),
  serve: async (options) => (await import('../src/main.ts')).serve(options),
  withAdmit: async (work) => (await import('./open.ts')).withAdmit(work),
  exit(code) {
    process.exitCode = code
  },
}

// A reader that has seen enough, such as head, is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? process.exitCode : 2),
)
await runProgram(cli, process.argv.slice(2))
