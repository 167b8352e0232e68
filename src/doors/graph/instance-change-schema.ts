import { z } from 'zod'
import { sessionBounds } from '../../core/sessions/session-rules.ts'
import { id, instant, list, name, webAddress } from './fields.ts'

const minutes = z.number().int()
const ofUser = { instanceId: id, accountId: id }

/** Changes about the instances of apps as they come from outside. */
export const instanceChangeSchemas = [
  z.strictObject({
    do: z.literal('put_instance'),
    instance: z.strictObject({ id, appId: id, name, region: z.string().max(32), url: webAddress, roles: list(name) }),
  }),
  z.strictObject({
    do: z.literal('set_instance_state'),
    instanceId: id,
    state: z.enum(['enabled', 'maintenance', 'disabled']),
    until: instant.nullable(),
  }),
  z.strictObject({
    do: z.literal('set_session_rules'),
    instanceId: id,
    rules: z.strictObject({
      minutes: minutes.min(sessionBounds.least).max(sessionBounds.most),
      warnMinutes: minutes.min(sessionBounds.leastWarning).max(sessionBounds.most),
    }),
  }),
  z.strictObject({ do: z.literal('put_instance_user'), ...ofUser }),
  z.strictObject({ do: z.literal('disable_instance_user'), ...ofUser }),
  z.strictObject({ do: z.literal('give_instance_role'), ...ofUser, role: name }),
  z.strictObject({ do: z.literal('take_instance_role'), ...ofUser, role: name }),
] as const
