import { DataTypes, type Model, type ModelStatic, type ModelOptions } from 'sequelize';

/** A row read through a model. */
export type Row<T extends object> = Model<T, Partial<T>> & T;
export type Table<T extends object> = ModelStatic<Row<T>>;

/** What every row of an organization begins with, and what those that people edit also carry. */
export type Owned = { organization_id: string; id: string };
export type Edited = Owned & { active: boolean; revision: number; created_at: Date; updated_at: Date };

export const owned = {
  organization_id: { type: DataTypes.UUID, primaryKey: true },
  id: { type: DataTypes.UUID, primaryKey: true },
} as const;

export const stamps = { created_at: DataTypes.DATE, updated_at: DataTypes.DATE } as const;

/** Columns of a row that people edit; `revision` is its ETag. */
export const edited = {
  ...owned,
  ...stamps,
  active: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
  revision: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 1 },
} as const;

const NO_STAMPS = { timestamps: false, freezeTableName: true } as const satisfies ModelOptions;
const STAMPS = {
  timestamps: true,
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  freezeTableName: true,
} as const satisfies ModelOptions;

export function table(tableName: string): ModelOptions {
  return { ...NO_STAMPS, tableName };
}
export function editedTable(tableName: string): ModelOptions {
  return { ...STAMPS, tableName };
}
