import { DataTypes, type Sequelize } from 'sequelize';
import { edited, editedTable, table, type Edited, type Row, type Table } from './columns.ts';

/** Who gives the care, and in which offices. At most one office is the primary one. */
export type ProviderRow = Edited & { name: string; title: string | null };
export type ProviderOfficeRow = {
  organization_id: string;
  provider_id: string;
  office_id: string;
  is_primary: boolean;
};

export function defineProvider(sequelize: Sequelize): Table<ProviderRow> {
  return sequelize.define<Row<ProviderRow>>(
    'Provider',
    { ...edited, name: DataTypes.TEXT, title: DataTypes.TEXT },
    editedTable('providers'),
  );
}

export function defineProviderOffice(sequelize: Sequelize): Table<ProviderOfficeRow> {
  return sequelize.define<Row<ProviderOfficeRow>>(
    'ProviderOffice',
    {
      organization_id: { type: DataTypes.UUID, primaryKey: true },
      provider_id: { type: DataTypes.UUID, primaryKey: true },
      office_id: { type: DataTypes.UUID, primaryKey: true },
      is_primary: { type: DataTypes.BOOLEAN, defaultValue: false },
    },
    table('provider_offices'),
  );
}
