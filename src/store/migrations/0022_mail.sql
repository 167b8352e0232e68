-- In which language people are written to who have not said theirs.
alter table tenants add column preferred_language text;

-- What the person has told us is not theirs any more: a password stays set aside until somebody resets it.
alter table accounts add column password_reported_at bigint;

-- Messages to people. There is no text and no link in them: both are made when a message is sent, and the facts go afterwards.
create table messages (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  facts jsonb,
  recipient text not null,
  language text,
  made_at bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'kept', 'bounced', 'refused', 'given_up')),
  tries integer not null default 0,
  trying_since bigint,
  next_at bigint,
  ended_at bigint,
  -- What the mail server said last.
  answer text,
  -- The link in it, as a hash: good until then, and once.
  link_hash text,
  link_until bigint,
  link_used_at bigint,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index messages_of_account on messages (tenant_id, account_id, made_at desc);
create index messages_waiting on messages (tenant_id, made_at) where state = 'waiting';
create index messages_made on messages (tenant_id, made_at);
create unique index messages_link on messages (tenant_id, link_hash) where link_hash is not null;

-- Where a person is reached about how they prove themselves, apart from what the directory says of them.
create table contacts (
  tenant_id uuid not null references tenants on delete cascade,
  account_id uuid not null,
  kind text not null check (kind in ('email', 'mobile', 'alternateMobile', 'office')),
  value text not null,
  primary key (tenant_id, account_id, kind),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);

do $$
declare
  name text;
begin
  foreach name in array array['messages', 'contacts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''admit.tenant'', true), '''')::uuid)', name);
  end loop;
end $$;
