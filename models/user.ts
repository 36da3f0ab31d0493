import { DataTypes, type Sequelize } from 'sequelize';
import { edited, editedTable, type Edited, type Row, type Table } from './columns.ts';
import type { Role } from './vocabulary.ts';

/** A staff account of one organization. The e-mail address is stored in lower case. */
export type UserRow = Edited & {
  email: string;
  name: string;
  password_hash: string | null;
  role: Role;
  otp_secret: Buffer | null;
  otp_confirmed_at: Date | null;
  otp_last_step: number | null;
  last_signed_in_at: Date | null;
};

export function defineUser(sequelize: Sequelize): Table<UserRow> {
  return sequelize.define<Row<UserRow>>(
    'User',
    {
      ...edited,
      email: DataTypes.TEXT,
      name: DataTypes.TEXT,
      password_hash: DataTypes.TEXT,
      role: DataTypes.TEXT,
      otp_secret: DataTypes.BLOB,
      otp_confirmed_at: DataTypes.DATE,
      otp_last_step: DataTypes.BIGINT,
      last_signed_in_at: DataTypes.DATE,
    },
    editedTable('users'),
  );
}
