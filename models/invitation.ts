import { DataTypes, type Sequelize } from 'sequelize';
import { owned, table, type Owned, type Row, type Table } from './columns.ts';
import type { Role } from './vocabulary.ts';

/** Somebody who was asked to become a user. Open until accepted, revoked or expired. */
export type InvitationRow = Owned & {
  email: string;
  name: string | null;
  role: Role;
  office_ids: string[];
  queue_ids: string[];
  token_hash: Buffer;
  invited_by: string | null;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
};

export function defineInvitation(sequelize: Sequelize): Table<InvitationRow> {
  return sequelize.define<Row<InvitationRow>>(
    'Invitation',
    {
      ...owned,
      email: DataTypes.TEXT,
      name: DataTypes.TEXT,
      role: DataTypes.TEXT,
      office_ids: DataTypes.JSONB,
      queue_ids: DataTypes.JSONB,
      token_hash: DataTypes.BLOB,
      invited_by: DataTypes.UUID,
      created_at: DataTypes.DATE,
      expires_at: DataTypes.DATE,
      accepted_at: DataTypes.DATE,
      revoked_at: DataTypes.DATE,
    },
    table('invitations'),
  );
}
