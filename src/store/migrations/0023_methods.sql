-- Methods of several kinds, each with a name of its own. What a kind keeps besides lies beside it.
alter table methods drop constraint methods_kind_check;
alter table methods
  add check (kind in ('totp', 'recovery_codes', 'passkey', 'email', 'phone')),
  alter column sealed_secret drop not null,
  add check (sealed_secret is not null or kind <> 'totp'),
  add column name text check (length(name) between 1 and 64),
  add column last_used_at bigint,
  -- What the person is asked for first; of several the newest, of none the one used last.
  add column default_since bigint;

-- Recovery codes as keyed hashes; a used one is kept, so that it is known for what it was.
create table recovery_codes (
  tenant_id uuid not null,
  method_id uuid not null,
  hash bytea not null,
  used_at bigint,
  primary key (tenant_id, method_id, hash),
  foreign key (tenant_id, method_id) references methods on delete cascade
);

-- The Temporary Access Pass of a person, of whom there is one at most, as a keyed hash.
create table temporary_passes (
  tenant_id uuid not null,
  account_id uuid not null,
  id uuid not null,
  hash bytea not null,
  is_once boolean not null,
  starts_at bigint not null,
  ends_at bigint not null check (ends_at > starts_at),
  used_at bigint,
  created_at bigint not null,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references accounts on delete cascade
);

-- Wrong codes of the second factor are counted like wrong passwords, apart from them.
alter table lockouts drop constraint lockouts_place_check;
alter table lockouts add check (place in ('familiar', 'strange', 'second_factor'));

-- With what a browser's session was proved.
alter table browser_sessions add column methods jsonb not null default '["password"]';
alter table browser_sessions no force row level security;
update browser_sessions set methods = '["password", "totp"]' where second_factor_at is not null;
alter table browser_sessions force row level security;

do $$
declare
  name text;
begin
  foreach name in array array['recovery_codes', 'temporary_passes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''admit.tenant'', true), '''')::uuid)', name);
  end loop;
end $$;
