import { DataTypes, type Sequelize } from 'sequelize';
import { owned, table, type Owned, type Row, type Table } from './columns.ts';
import type { Permission } from './vocabulary.ts';

/** The credential of a program. */
export type ApiKeyRow = Owned & {
  name: string;
  token_hash: Buffer;
  scopes: Permission[];
  created_by: string | null;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
};

export function defineApiKey(sequelize: Sequelize): Table<ApiKeyRow> {
  return sequelize.define<Row<ApiKeyRow>>(
    'ApiKey',
    {
      ...owned,
      name: DataTypes.TEXT,
      token_hash: DataTypes.BLOB,
      scopes: DataTypes.JSONB,
      created_by: DataTypes.UUID,
      created_at: DataTypes.DATE,
      expires_at: DataTypes.DATE,
      last_used_at: DataTypes.DATE,
      revoked_at: DataTypes.DATE,
    },
    table('api_keys'),
  );
}
