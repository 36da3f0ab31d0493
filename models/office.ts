import { DataTypes, type Sequelize } from 'sequelize';
import { edited, editedTable, type Edited, type Row, type Table } from './columns.ts';

/** A place with doors. Its time zone decides the local day of every queue in it. */
export type OfficeRow = Edited & {
  name: string;
  address: string | null;
  time_zone: string;
  country: string | null;
  /** Both or neither. */
  latitude: number | null;
  longitude: number | null;
  /** Metres around it within which somebody is there. */
  arrival_radius: number | null;
  /** What hangs at the entrance: whoever can read it is there. */
  premises_code: string | null;
};

export function defineOffice(sequelize: Sequelize): Table<OfficeRow> {
  return sequelize.define<Row<OfficeRow>>(
    'Office',
    {
      ...edited,
      name: DataTypes.TEXT,
      address: DataTypes.TEXT,
      time_zone: DataTypes.TEXT,
      country: DataTypes.TEXT,
      latitude: DataTypes.DOUBLE,
      longitude: DataTypes.DOUBLE,
      arrival_radius: DataTypes.INTEGER,
      premises_code: DataTypes.TEXT,
    },
    editedTable('offices'),
  );
}
