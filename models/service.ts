import { DataTypes, type Sequelize } from 'sequelize';
import { edited, editedTable, type Edited, type Row, type Table } from './columns.ts';

/** What people come for: the organization's own catalogue, shared by all its offices. */
export type ServiceRow = Edited & {
  name: string;
  description: string | null;
  duration_minutes: number;
  price_cents: number | null;
  currency: string | null;
  /** How it is booked; what is left out keeps its default. */
  booking: Record<string, unknown>;
};

export function defineService(sequelize: Sequelize): Table<ServiceRow> {
  return sequelize.define<Row<ServiceRow>>(
    'Service',
    {
      ...edited,
      name: DataTypes.TEXT,
      description: DataTypes.TEXT,
      duration_minutes: DataTypes.INTEGER,
      price_cents: DataTypes.INTEGER,
      currency: DataTypes.TEXT,
      booking: { type: DataTypes.JSONB, defaultValue: {} },
    },
    editedTable('services'),
  );
}
