import { DataTypes, type Sequelize } from 'sequelize';
import { edited, editedTable, type Edited, type Row, type Table } from './columns.ts';
import type { Language, QueueStatus } from './vocabulary.ts';

/**
 * People waiting for one provider, or a pool of them, at one office, in one order. What people set up is here; the head of its
 * history (epoch, version, running numbers) is written only by commands that hold the row's lock.
 */
export type QueueRow = Edited & {
  name: string;
  prefix: string;
  office_id: string;
  provider_id: string | null;
  service_id: string | null;
  status: QueueStatus;
  status_reason: string | null;
  status_until: Date | null;
  capacity: number | null;
  public_join: boolean;
  policy: Record<string, unknown>;
  /** Name and description in other languages. */
  texts: { [L in Language]?: { name?: string | null | undefined; description?: string | null | undefined } };
  epoch: string;
};

export function defineQueue(sequelize: Sequelize): Table<QueueRow> {
  return sequelize.define<Row<QueueRow>>(
    'Queue',
    {
      ...edited,
      name: DataTypes.TEXT,
      prefix: DataTypes.TEXT,
      office_id: DataTypes.UUID,
      provider_id: DataTypes.UUID,
      service_id: DataTypes.UUID,
      status: { type: DataTypes.TEXT, defaultValue: 'open' },
      status_reason: DataTypes.TEXT,
      status_until: DataTypes.DATE,
      capacity: DataTypes.INTEGER,
      public_join: { type: DataTypes.BOOLEAN, defaultValue: false },
      policy: { type: DataTypes.JSONB, defaultValue: {} },
      texts: { type: DataTypes.JSONB, defaultValue: {} },
      epoch: DataTypes.TEXT,
    },
    editedTable('queues'),
  );
}
