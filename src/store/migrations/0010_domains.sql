-- What proves a domain: a text of its own for each tenant and domain, which its owner shows in DNS.
alter table domains add column token text not null default replace(gen_random_uuid()::text, '-', '');

-- The domain of a sign-in name, so that who uses a domain is found by it.
alter table accounts
  add column name_domain text collate "C" generated always as (split_part(name_key, '@', 2)) stored;
create index accounts_name_domain on accounts (tenant_id, name_domain);
