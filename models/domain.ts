import { DataTypes, type Sequelize } from 'sequelize';
import { owned, table, type Owned, type Row, type Table } from './columns.ts';

/** A host of its own that an organization claims, and proves by a record in the DNS. It stands in the `control` schema, because requests are located by it. */
export type DomainRow = Owned & {
  /** In lower case and punycode. */
  host: string;
  challenge: string;
  verified_at: Date | null;
  checked_at: Date | null;
  /** Since when the record has been missing. */
  failing_since: Date | null;
  /** Given up; kept, because the name rests before another organization may have it. */
  released_at: Date | null;
  created_at: Date;
};

export function defineDomain(sequelize: Sequelize): Table<DomainRow> {
  return sequelize.define<Row<DomainRow>>(
    'Domain',
    {
      ...owned,
      host: DataTypes.TEXT,
      challenge: DataTypes.TEXT,
      verified_at: DataTypes.DATE,
      checked_at: DataTypes.DATE,
      failing_since: DataTypes.DATE,
      released_at: DataTypes.DATE,
      created_at: DataTypes.DATE,
    },
    { ...table('domains'), schema: 'control' },
  );
}
