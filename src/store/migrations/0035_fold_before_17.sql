-- Capitals that came with Unicode 16 are folded by every PostgreSQL as by core/membership/fold.ts: a server that does not know them
-- is told. What holds none but ASCII, nearly everything, costs nothing more.
do $$
begin
  if folded(U&'\1C89') = U&'\1C8A' and folded(U&'\+010D50') = U&'\+010D70' then return; end if;
  create or replace function folded(value text) returns text language sql immutable parallel safe
    return case when octet_length(value) = length(value) then lower(value collate pg_c_utf8)
      else translate(lower(value collate pg_c_utf8),
        U&'\1C89\A7CB\A7CC\A7DA\A7DC\+010D50\+010D51\+010D52\+010D53\+010D54\+010D55\+010D56\+010D57\+010D58\+010D59\+010D5A\+010D5B\+010D5C\+010D5D\+010D5E\+010D5F\+010D60\+010D61\+010D62\+010D63\+010D64\+010D65',
        U&'\1C8A\0264\A7CD\A7DB\019B\+010D70\+010D71\+010D72\+010D73\+010D74\+010D75\+010D76\+010D77\+010D78\+010D79\+010D7A\+010D7B\+010D7C\+010D7D\+010D7E\+010D7F\+010D80\+010D81\+010D82\+010D83\+010D84\+010D85')
    end collate "C";
  create or replace function folded_attribute(attributes jsonb, name text) returns text language sql immutable parallel safe
    return case when jsonb_typeof(attributes -> name) = 'string' then folded(attributes ->> name) end collate "C";

  -- What was folded before is folded anew, where it holds one of them.
  alter table accounts no force row level security;
  update accounts set display_name = display_name, attributes = attributes
    where display_name || attributes::text ~ U&'[\1C89\A7CB\A7CC\A7DA\A7DC\+010D50-\+010D65]';
  alter table accounts force row level security;
  alter table groups no force row level security;
  update groups set name = name where name ~ U&'[\1C89\A7CB\A7CC\A7DA\A7DC\+010D50-\+010D65]';
  alter table groups force row level security;
end $$;
