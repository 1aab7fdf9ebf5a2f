import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { DetailsPage, type Fact, useRead } from '../kit';
import { valuesOf } from './fields';
import { LoadedPage } from './loaded-page';
import { EditLink } from './register-pages';
import type { Room, Stored } from './room';
import { textOf } from './text-of';
import { Versions } from './versions';

interface RegisterPageProps<Row extends Stored> {
  room: Room<Row>;
  status?: (row: Row) => ReactNode;
  /** Between the facts and the versions. */
  children?: (row: Row) => ReactNode;
}

/** One row of a register: what it says, what belongs to it, and its history. */
export function RegisterPage<Row extends Stored>({ room, ...parts }: RegisterPageProps<Row>) {
  useLanguage();
  const { id = '' } = useParams();
  const read = useRead([room.name, id], () => room.read(id));
  return (
    <LoadedPage read={read} title={room.listTitle()}>
      {(row) => <RowView {...{ room, row, ...parts }} />}
    </LoadedPage>
  );
}

function RowView<Row extends Stored>({ room, row, status, children }: RegisterPageProps<Row> & { row: Row }) {
  const facts = useFactsOf(room, row);
  return (
    <DetailsPage
      title={room.titleOf(row)}
      status={status?.(row)}
      facts={facts}
      actions={<EditLink room={room} id={row.id} />}
    >
      {children?.(row)}
      <Versions room={room} row={row} />
    </DetailsPage>
  );
}

function useFactsOf<Row extends Stored>(room: Room<Row>, row: Row): Fact[] {
  const fields = room.useGroups(row).flatMap((group) => group.fields);
  const values = valuesOf(fields, row);
  return fields.map((field) => ({ label: field.label, value: textOf(field, values[field.name]) }));
}
