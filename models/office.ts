import { DataTypes, type Sequelize } from 'sequelize';
import { edited, editedTable, type Edited, type Row, type Table } from './columns.ts';

/** A place with doors. Its time zone decides the local day of every queue in it. */
export type OfficeRow = Edited & { name: string; address: string | null; time_zone: string; country: string | null };

export function defineOffice(sequelize: Sequelize): Table<OfficeRow> {
  return sequelize.define<Row<OfficeRow>>(
    'Office',
    { ...edited, name: DataTypes.TEXT, address: DataTypes.TEXT, time_zone: DataTypes.TEXT, country: DataTypes.TEXT },
    editedTable('offices'),
  );
}
