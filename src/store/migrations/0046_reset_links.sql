-- When an administrator had a link sent to choose a new password by: until one is chosen, the one there is is set aside. The link stands with its message.
alter table accounts add column reset_link_at bigint;
