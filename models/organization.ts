import { DataTypes, type Sequelize } from 'sequelize';
import { editedTable, stamps, type Row, type Table } from './columns.ts';
import type { OrganizationStatus, PlanLimit, PlanType } from './vocabulary.ts';

/** The tenant. It stands in the `control` schema, because it is looked up before anybody knows which one is asked for. */
export type OrganizationRow = {
  id: string;
  slug: string;
  subdomain: string | null;
  name: string;
  status: OrganizationStatus;
  status_reason: string | null;
  plan_type: PlanType;
  features: Record<string, boolean>;
  time_zone: string;
  languages: string[];
  branding: {
    /** Of the picture that was uploaded; it is what is shown. */
    logo?: string;
    logo_url?: string | null;
    primary_colour?: string | null;
    contact?: { phone?: string | null; email?: string | null; website?: string | null };
  };
  /** What was agreed apart from the plan; null: without limit. */
  limits: { [K in PlanLimit]?: number | null };
  trial_ends_at: Date | null;
  require_otp: boolean;
  retention_days: number | null;
  /** Somebody without a code may say name and date of birth at the entrance. */
  check_in_by_name: boolean;
  suspended_at: Date | null;
  exported_at: Date | null;
  closed_at: Date | null;
  revision: number;
  created_at: Date;
  updated_at: Date;
};

export function defineOrganization(sequelize: Sequelize): Table<OrganizationRow> {
  return sequelize.define<Row<OrganizationRow>>(
    'Organization',
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      slug: DataTypes.TEXT,
      subdomain: DataTypes.TEXT,
      name: DataTypes.TEXT,
      status: { type: DataTypes.TEXT, defaultValue: 'trial' },
      status_reason: DataTypes.TEXT,
      plan_type: { type: DataTypes.TEXT, defaultValue: 'trial' },
      features: { type: DataTypes.JSONB, defaultValue: {} },
      time_zone: DataTypes.TEXT,
      languages: { type: DataTypes.JSONB, defaultValue: ['en'] },
      branding: { type: DataTypes.JSONB, defaultValue: {} },
      limits: { type: DataTypes.JSONB, defaultValue: {} },
      trial_ends_at: DataTypes.DATE,
      require_otp: { type: DataTypes.BOOLEAN, defaultValue: false },
      retention_days: { type: DataTypes.INTEGER, defaultValue: 90 },
      check_in_by_name: { type: DataTypes.BOOLEAN, defaultValue: false },
      suspended_at: DataTypes.DATE,
      exported_at: DataTypes.DATE,
      closed_at: DataTypes.DATE,
      revision: { type: DataTypes.INTEGER, defaultValue: 1 },
      ...stamps,
    },
    { ...editedTable('organizations'), schema: 'control' },
  );
}
