import type { Schemas } from '../../shared/session';
import type { Role } from '../app/access';
import type { Values } from './fields';
import type { FieldGroup } from './register-form';

export interface Stored {
  id: string;
  version: number;
}

type Body = Record<string, unknown>;

/** One register: whose it is, its fields, and its calls. Lists, pages and forms are made from this. */
export interface Room<Row extends Stored> {
  /** As in addresses and under which name it is kept: "units". */
  name: string;
  keepers: Role[];
  listTitle: () => string;
  newTitle: () => string;
  titleOf: (row: Row) => string;
  /** A hook: choices come from other registers. Without a row: of a new one. */
  useGroups: (row: Row | undefined) => readonly FieldGroup[];
  /** What a new one begins with. */
  first?: () => Values;
  read: (id: string) => Promise<Row>;
  create?: (body: Body, key: string) => Promise<Row>;
  change?: (id: string, body: Body) => Promise<Row>;
  /** Of a new row: what may be a slip, though the server takes it; asked once before it is sent. */
  doubts?: (body: Body) => Promise<readonly string[]>;
  versions?: (id: string) => Promise<Schemas['VersionsAnswer']>;
  /** Who reads the versions. */
  historians?: Role[];
  /** Which field a finding belongs to. */
  at?: Readonly<Record<string, string>>;
  /** Where one goes after saving, where that is not the page of the row. */
  pathOf?: (row: Row) => string;
}

export const pathOf = <Row extends Stored>(room: Room<Row>, row: Row): string =>
  room.pathOf?.(row) ?? `/${room.name}/${row.id}`;
