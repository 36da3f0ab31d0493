import { DataTypes, type Sequelize } from 'sequelize';
import { edited, editedTable, table, type Edited, type Row, type Table } from './columns.ts';
import type { Language } from './vocabulary.ts';

/** What displays say while nobody is being called: a few words, a picture, or both. */
export type DisplayMessageRow = Edited & {
  name: string;
  texts: Partial<Record<Language, string>>;
  picture_id: string | null;
  office_id: string | null;
  from_on: string | null;
  until_on: string | null;
  position: number;
};
export type DisplayMessageQueueRow = { organization_id: string; message_id: string; queue_id: string };

export function defineDisplayMessage(sequelize: Sequelize): Table<DisplayMessageRow> {
  return sequelize.define<Row<DisplayMessageRow>>(
    'DisplayMessage',
    {
      ...edited,
      name: DataTypes.TEXT,
      texts: DataTypes.JSONB,
      picture_id: DataTypes.UUID,
      office_id: DataTypes.UUID,
      from_on: DataTypes.DATEONLY,
      until_on: DataTypes.DATEONLY,
      position: DataTypes.INTEGER,
    },
    editedTable('display_messages'),
  );
}

export function defineDisplayMessageQueue(sequelize: Sequelize): Table<DisplayMessageQueueRow> {
  return sequelize.define<Row<DisplayMessageQueueRow>>(
    'DisplayMessageQueue',
    {
      organization_id: { type: DataTypes.UUID, primaryKey: true },
      message_id: { type: DataTypes.UUID, primaryKey: true },
      queue_id: { type: DataTypes.UUID, primaryKey: true },
    },
    table('display_message_queues'),
  );
}
