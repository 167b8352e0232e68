-- Why the members or the licences of a group could not be worked out: the code of the error, until the next time it goes well.
alter table groups add column processing_error text;
