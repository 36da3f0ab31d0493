import { DataTypes, type Sequelize } from 'sequelize';
import { editedTable, owned, stamps, table, type Owned, type Row, type Table } from './columns.ts';
import type { DeviceKind, DeviceReport, Paper } from './vocabulary.ts';

/** A paired display or kiosk with a revocable credential; only the credential's hash is kept. */
export type DeviceRow = Owned & {
  kind: DeviceKind;
  name: string;
  office_id: string;
  token_hash: Buffer | null;
  paper: Paper | null;
  prints_itself: boolean;
  asks_phone: boolean;
  revoked_at: Date | null;
  last_seen_at: Date | null;
  /** What it last said of itself. */
  report: DeviceReport | null;
  /** How often it was asked to load its page anew. */
  reloads: number;
  revision: number;
  created_at: Date;
  updated_at: Date;
};
export type DeviceQueueRow = { organization_id: string; device_id: string; queue_id: string };
export type DeviceCodeRow = Owned & {
  user_code: string;
  device_code_hash: Buffer;
  expires_at: Date;
  device_id: string | null;
};

export function defineDevice(sequelize: Sequelize): Table<DeviceRow> {
  return sequelize.define<Row<DeviceRow>>(
    'Device',
    {
      ...owned,
      kind: DataTypes.TEXT,
      name: DataTypes.TEXT,
      office_id: DataTypes.UUID,
      token_hash: DataTypes.BLOB,
      paper: DataTypes.TEXT,
      prints_itself: { type: DataTypes.BOOLEAN, defaultValue: false },
      asks_phone: { type: DataTypes.BOOLEAN, defaultValue: false },
      revoked_at: DataTypes.DATE,
      last_seen_at: DataTypes.DATE,
      report: DataTypes.JSONB,
      reloads: { type: DataTypes.INTEGER, defaultValue: 0 },
      revision: { type: DataTypes.INTEGER, defaultValue: 1 },
      ...stamps,
    },
    editedTable('devices'),
  );
}

export function defineDeviceQueue(sequelize: Sequelize): Table<DeviceQueueRow> {
  return sequelize.define<Row<DeviceQueueRow>>(
    'DeviceQueue',
    {
      organization_id: { type: DataTypes.UUID, primaryKey: true },
      device_id: { type: DataTypes.UUID, primaryKey: true },
      queue_id: { type: DataTypes.UUID, primaryKey: true },
    },
    table('device_queues'),
  );
}

export function defineDeviceCode(sequelize: Sequelize): Table<DeviceCodeRow> {
  return sequelize.define<Row<DeviceCodeRow>>(
    'DeviceCode',
    {
      ...owned,
      user_code: DataTypes.TEXT,
      device_code_hash: DataTypes.BLOB,
      expires_at: DataTypes.DATE,
      device_id: DataTypes.UUID,
    },
    table('device_codes'),
  );
}
