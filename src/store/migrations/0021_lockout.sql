-- Wrong passwords are counted for each account by the kind of place they come from, and how many lock it is the tenant's to say.
alter table tenants
  add column lockout_threshold integer not null default 10 check (lockout_threshold between 5 and 50),
  add column lockout_seconds integer not null default 60 check (lockout_seconds between 5 and 18000);

create table lockouts (
  tenant_id uuid not null,
  account_id uuid not null,
  place text not null check (place in ('familiar', 'strange')),
  failed integer not null default 0,
  locks integer not null default 0,
  locked_until bigint,
  last_at bigint not null default 0,
  -- The last three wrong passwords as keyed hashes: without the server's key nobody can try guesses on them.
  wrong jsonb not null default '[]',
  sources jsonb not null default '[]',
  primary key (tenant_id, account_id, place),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);

-- Locks that stand go on standing; they were the same for every place.
alter table accounts no force row level security;
insert into lockouts (tenant_id, account_id, place, failed, locks, locked_until, last_at)
  select tenant_id, id, p.place, failed_attempts, lock_count, locked_until, (extract(epoch from now()) * 1000)::bigint
  from accounts, (values ('familiar'), ('strange')) p (place)
  where failed_attempts > 0 or lock_count > 0 or locked_until is not null;
alter table accounts force row level security;
alter table accounts drop column locked_until, drop column failed_attempts, drop column lock_count;

-- Addresses a person has signed in from, an IPv6 one by its first 64 bits.
create table known_addresses (
  tenant_id uuid not null,
  account_id uuid not null,
  address text not null,
  seen_at bigint not null,
  primary key (tenant_id, account_id, address),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index known_addresses_seen on known_addresses (tenant_id, seen_at);

-- With whose wrong passwords an address came lately, and whose right ones: names as keyed hashes.
create table sign_in_sources (
  tenant_id uuid not null references tenants on delete cascade,
  address text not null,
  since bigint not null,
  failed jsonb not null default '[]',
  passed jsonb not null default '[]',
  waits integer not null default 0,
  wait_until bigint not null default 0,
  primary key (tenant_id, address)
);
create index sign_in_sources_since on sign_in_sources (tenant_id, since);

do $$
declare
  name text;
begin
  foreach name in array array['lockouts', 'known_addresses', 'sign_in_sources'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''admit.tenant'', true), '''')::uuid)', name);
  end loop;
end $$;
