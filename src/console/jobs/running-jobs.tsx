import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isOfPage } from '../changes/seen.ts'
import { isOpen, useJobs, useWorkOf } from './jobs.ts'
import { Bar } from './jobs-page.tsx'

/** The jobs that run now, on every page; when the last has ended, what is shown is asked anew. */
export function RunningJobs() {
  const client = useQueryClient()
  const workOf = useWorkOf()
  const running = (useJobs().data?.value ?? []).filter(isOpen)
  const isRunning = running.length > 0
  useEffect(() => {
    if (!isRunning) return
    return () => void client.invalidateQueries({ predicate: isOfPage })
  }, [isRunning, client])
  if (!isRunning) return null
  return (
    <section className="running" aria-label="Jobs that run">
      {running.slice(0, 3).map((job) => (
        <Link key={job.id} to="/jobs">
          {workOf(job)}
          <Bar of={job} name={workOf(job)} />
        </Link>
      ))}
      {running.length > 3 && <Link to="/jobs">and {running.length - 3} more</Link>}
    </section>
  )
}
