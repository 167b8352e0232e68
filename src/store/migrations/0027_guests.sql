-- People from outside: to which address they were asked in, and how that stands. The link follows from a key that is not in the
-- database, and from how many there were before it: nothing of it is kept.
create table invitations (
  tenant_id uuid not null references tenants on delete cascade,
  account_id uuid not null,
  address text not null check (length(address) between 3 and 254),
  state text not null check (state in ('pending', 'accepted', 'withdrawn')),
  changed_at bigint not null,
  sent_at bigint not null,
  nth integer not null default 1,
  -- Who asked, where it was a person; and where the guest goes once they have accepted.
  invited_by uuid,
  redirect_url text,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
alter table invitations enable row level security;
alter table invitations force row level security;
create policy tenant on invitations using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- From when and until when somebody may sign in.
alter table accounts add column access_from bigint, add column access_until bigint;

-- Whether an app is kept for members.
alter table apps add column members_only boolean not null default false;
