import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { api, type GroupDetails, type List, type Product } from '../api.ts'
import { useChanges } from '../changes/changes-provider.tsx'
import { Listing } from '../parts/listing.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Page, Sheet } from '../parts/page.tsx'
import { PersonPicker } from '../parts/person-picker.tsx'
import { kindOf, Owners } from './owners.tsx'
import { RuleEditor } from './rule-editor.tsx'

const up = { to: '/groups', name: 'Groups' } as const

/** A group: who is in it and why, what it gives, and the rule that fills it. */
export function GroupPage() {
  const { id } = useParams({ from: '/groups/$id' })
  const group = useQuery({ queryKey: ['group', id], queryFn: () => api<GroupDetails>(`admit/groups/${id}`) })
  return (
    <Loaded of={group} page={{ title: 'Group', up }}>
      {(data) => <Shown group={data} />}
    </Loaded>
  )
}

function Shown({ group }: { readonly group: GroupDetails }) {
  const { propose } = useChanges()
  const { id: groupId, name } = group
  return (
    <Page
      title={name}
      up={up}
      buttons={
        <Button
          variant="default"
          onClick={() => propose({ title: `Delete the group ${name}`, changes: [{ do: 'delete_group', groupId }] })}
        >
          Delete
        </Button>
      }
    >
      <Sheet>
        <dl className="facts">
          <dt>Kind</dt>
          <dd>{kindOf(group)}</dd>
          <dt>For</dt>
          <dd>{group.description ?? <span className="quiet">not said</span>}</dd>
          <dt>Within</dt>
          <dd>{group.parents.length === 0 ? 'no other group' : group.parents.map((one) => one.name).join(', ')}</dd>
          <dt>Opens</dt>
          <dd>
            {group.apps.length === 0
              ? 'no app by itself'
              : group.apps.map((one) => (
                  <Link key={one.id} to="/apps/$id" params={{ id: one.id }}>
                    {one.name}{' '}
                  </Link>
                ))}
          </dd>
        </dl>
      </Sheet>
      <RuleEditor key={group.rule} group={group} />
      <Sheet title="Gives">
        <Listing
          label="Licences of the group"
          rows={group.licences}
          idOf={(one) => one.productId}
          none="No licence."
          columns={[
            { title: 'Product', cell: (one) => one.product },
            {
              title: 'Plans left off',
              cell: (one) => (one.disabledPlans.length === 0 ? 'none' : one.disabledPlans.length),
            },
            {
              title: '',
              cell: (one) => (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() =>
                    propose({
                      title: `${name} no longer gives ${one.product}`,
                      changes: [{ do: 'remove_group_licence', groupId, productId: one.productId }],
                    })
                  }
                >
                  Remove
                </Button>
              ),
            },
          ]}
        />
        <GiveLicence group={group} />
      </Sheet>
      <Owners group={group} />
      <Sheet title={`People: ${group.members}`}>
        {group.rule === null && (
          <PersonPicker
            label="Put in"
            placeholder="Begin a name"
            onPick={(user) =>
              propose({
                title: `Put ${user.displayName} into ${name}`,
                changes: [{ do: 'add_to_group', accountId: user.id, groupId }],
              })
            }
          />
        )}
        <Listing
          label="People in the group"
          rows={group.people}
          idOf={(one) => one.id}
          none="Nobody."
          columns={[
            {
              title: 'Name',
              cell: (one) => (
                <Link className="row" to="/people/$id" params={{ id: one.id }}>
                  {one.displayName}
                </Link>
              ),
            },
            { title: 'Signs in as', isExtra: true, cell: (one) => <span className="mono">{one.signInName}</span> },
            { title: 'How', cell: (one) => (one.how === 'rule' ? 'by the rule' : 'put in') },
            {
              title: '',
              cell: (one) =>
                one.how === 'direct' && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() =>
                      propose({
                        title: `Take ${one.displayName} out of ${name}`,
                        changes: [{ do: 'remove_from_group', accountId: one.id, groupId }],
                      })
                    }
                  >
                    Remove
                  </Button>
                ),
            },
          ]}
        />
        {group.members > group.people.length && <p className="quiet">The first {group.people.length} are shown.</p>}
      </Sheet>
    </Page>
  )
}

function GiveLicence({ group }: { readonly group: GroupDetails }) {
  const { propose } = useChanges()
  const { data } = useQuery({ queryKey: ['products'], queryFn: () => api<List<Product>>('admit/products') })
  const able = (data?.value ?? []).filter((one) => !group.licences.some((held) => held.productId === one.id))
  return (
    <Select
      aria-label="Give a product"
      placeholder="Give a product…"
      maw={360}
      searchable
      value={null}
      data={able.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(productId) =>
        productId !== null &&
        propose({
          title: `${group.name} gives ${able.find((one) => one.id === productId)?.name}`,
          changes: [{ do: 'assign_group_licence', groupId: group.id, productId, disabledPlans: [] }],
        })
      }
    />
  )
}
