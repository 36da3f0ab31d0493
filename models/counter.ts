import { DataTypes, type Sequelize } from 'sequelize';
import { edited, editedTable, type Edited, type Row, type Table } from './columns.ts';

/** Where people are called to: a desk, a window, a room. */
export type CounterRow = Edited & { name: string; office_id: string };

export function defineCounter(sequelize: Sequelize): Table<CounterRow> {
  return sequelize.define<Row<CounterRow>>(
    'Counter',
    { ...edited, name: DataTypes.TEXT, office_id: DataTypes.UUID },
    editedTable('counters'),
  );
}
