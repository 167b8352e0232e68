-- What settles by sets: attributes that rules ask most, folded once and beside each other; seats counted where they are taken;
-- what is still being worked on.

-- The same folding as core/membership/fold.ts: Unicode's simple lower case, whatever the database's own collation is.
create function folded(value text) returns text language sql immutable parallel safe
  return lower(value collate pg_c_utf8) collate "C";

-- An attribute as rules compare it: null unless it is a text.
create function folded_attribute(attributes jsonb, name text) returns text language sql immutable parallel safe
  return case when jsonb_typeof(attributes -> name) = 'string' then lower((attributes ->> name) collate pg_c_utf8) end collate "C";

-- Row-level security lets no function look into an index before it has seen the tenant, comparisons of plain columns excepted.
-- So what is searched by stands in columns of its own.
alter table accounts
  add column display_key text collate "C" generated always as (folded(display_name)) stored,
  add column second_key text collate "C" generated always as (split_part(folded(display_name), ' ', 2)) stored,
  add column third_key text collate "C" generated always as (split_part(folded(display_name), ' ', 3)) stored,
  add column department_key text collate "C" generated always as (folded_attribute(attributes, 'department')) stored,
  add column job_title_key text collate "C" generated always as (folded_attribute(attributes, 'jobTitle')) stored,
  add column city_key text collate "C" generated always as (folded_attribute(attributes, 'city')) stored,
  add column country_key text collate "C" generated always as (folded_attribute(attributes, 'country')) stored,
  add column company_name_key text collate "C" generated always as (folded_attribute(attributes, 'companyName')) stored,
  add column usage_location_key text collate "C" generated always as (folded_attribute(attributes, 'usageLocation')) stored;
alter table accounts alter column name_key type text collate "C";

drop index accounts_display;
create index accounts_display on accounts (tenant_id, display_key, id);
create index accounts_second on accounts (tenant_id, second_key) where second_key <> '';
create index accounts_third on accounts (tenant_id, third_key) where third_key <> '';
create index accounts_department on accounts (tenant_id, department_key);
create index accounts_job_title on accounts (tenant_id, job_title_key);
create index accounts_city on accounts (tenant_id, city_key);
create index accounts_country on accounts (tenant_id, country_key);
create index accounts_company_name on accounts (tenant_id, company_name_key);
create index accounts_usage_location on accounts (tenant_id, usage_location_key);
create index accounts_manager on accounts (tenant_id, manager_id) where manager_id is not null;
create index accounts_blocked on accounts (tenant_id) where not is_enabled;

alter table groups
  add column processing text not null default 'up_to_date'
    check (processing in ('not_started', 'updating', 'up_to_date', 'paused', 'error')),
  add column licences_processing text not null default 'up_to_date'
    check (licences_processing in ('updating', 'up_to_date', 'error'));

alter table licence_assignments
  drop constraint licence_assignments_error_check,
  add constraint licence_assignments_error_check
    check (error in ('usage_location_missing', 'conflicting_plans', 'missing_prerequisite', 'no_seats', 'other'));

drop index licence_assignments_product;
create index licence_assignments_product on licence_assignments (tenant_id, product_id, account_id);
create index licence_assignments_group on licence_assignments (tenant_id, group_id, account_id)
  where group_id <> '00000000-0000-0000-0000-000000000000';
-- Those who wait for a seat, in the order in which seats are handed to them.
create index licence_assignments_waiting on licence_assignments (tenant_id, product_id, account_id) where error = 'no_seats';

-- People who hold the product by any active path, each counted once.
alter table products add column seats_used integer not null default 0;

-- Nobody who writes assignments has to remember the seats: the table counts them itself. A pair of person and product takes one
-- seat as long as any path of it is active: it had one before the statement when it has more active rows than were made so.
-- INVARIANT: of one pair, no single statement both inserts and updates, or deletes.
create function seats_are_counted() returns trigger language plpgsql as $$
declare
  moved text;
begin
  if tg_op = 'INSERT' then
    moved := $q$select tenant_id, product_id, account_id, count(*)::int as made from made where state = 'active' group by 1, 2, 3$q$;
  elsif tg_op = 'DELETE' then
    moved := $q$select tenant_id, product_id, account_id, -count(*)::int as made from gone where state = 'active' group by 1, 2, 3$q$;
  else
    moved := $q$select tenant_id, product_id, account_id, sum(n)::int as made from (
      select tenant_id, product_id, account_id, 1 as n from made where state = 'active'
      union all select tenant_id, product_id, account_id, -1 from gone where state = 'active') m
      group by 1, 2, 3 having sum(n) <> 0$q$;
  end if;
  execute $q$
    with moved as ($q$ || moved || $q$),
    seen as (select m.*, (select count(*)::int from licence_assignments l where l.tenant_id = m.tenant_id
      and l.account_id = m.account_id and l.product_id = m.product_id and l.state = 'active') as now from moved m),
    sums as (select tenant_id, product_id, sum((now > 0)::int - (now - made > 0)::int)::int as delta from seen group by 1, 2)
    update products p set seats_used = p.seats_used + s.delta from sums s
      where p.tenant_id = s.tenant_id and p.id = s.product_id and s.delta <> 0$q$;
  return null;
end $$;
create trigger licence_assignments_made after insert on licence_assignments referencing new table as made
  for each statement execute function seats_are_counted();
create trigger licence_assignments_moved after update on licence_assignments referencing old table as gone new table as made
  for each statement execute function seats_are_counted();
create trigger licence_assignments_gone after delete on licence_assignments referencing old table as gone
  for each statement execute function seats_are_counted();

-- What is there already is counted for every tenant at once.
alter table products no force row level security;
alter table licence_assignments no force row level security;
update products p set seats_used = (select count(distinct l.account_id) from licence_assignments l
  where l.tenant_id = p.tenant_id and l.product_id = p.id and l.state = 'active');
alter table products force row level security;
alter table licence_assignments force row level security;
