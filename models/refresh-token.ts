import { DataTypes, type Sequelize } from 'sequelize';
import { owned, table, type Owned, type Row, type Table } from './columns.ts';

/** One link in the chain of a sign-in. Only the hash is kept; a family is one sign-in with all its renewals. */
export type RefreshTokenRow = Owned & {
  user_id: string;
  family_id: string;
  token_hash: Buffer;
  issued_at: Date;
  expires_at: Date;
  replaced_at: Date | null;
  ended_at: Date | null;
};

export function defineRefreshToken(sequelize: Sequelize): Table<RefreshTokenRow> {
  return sequelize.define<Row<RefreshTokenRow>>(
    'RefreshToken',
    {
      ...owned,
      user_id: DataTypes.UUID,
      family_id: DataTypes.UUID,
      token_hash: DataTypes.BLOB,
      issued_at: DataTypes.DATE,
      expires_at: DataTypes.DATE,
      replaced_at: DataTypes.DATE,
      ended_at: DataTypes.DATE,
    },
    table('refresh_tokens'),
  );
}
