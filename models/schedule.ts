import { DataTypes, type Sequelize } from 'sequelize';
import { edited, editedTable, table, type Edited, type Row, type Table } from './columns.ts';
import type { ExceptionKind } from './vocabulary.ts';

/** A part of a week, on the office's clock. 1 is Monday; `until` may be 24:00. */
export type WeeklyHours = { weekday: number; from: string; until: string };

/** When a provider regularly works at an office, between two local days. */
export type ScheduleRow = Edited & {
  provider_id: string;
  office_id: string;
  effective_from: string;
  effective_until: string | null;
  hours: WeeklyHours[];
};

/** Days that differ: a holiday of an office, a provider's leave, or hours besides the regular ones. */
export type ScheduleExceptionRow = Edited & {
  name: string;
  kind: ExceptionKind;
  provider_id: string | null;
  office_id: string | null;
  from_on: string;
  until_on: string;
  from_time: string | null;
  until_time: string | null;
  imported_uid: string | null;
};

export type ProviderServiceRow = { organization_id: string; provider_id: string; service_id: string };

export function defineSchedule(sequelize: Sequelize): Table<ScheduleRow> {
  return sequelize.define<Row<ScheduleRow>>(
    'Schedule',
    {
      ...edited,
      provider_id: DataTypes.UUID,
      office_id: DataTypes.UUID,
      effective_from: DataTypes.DATEONLY,
      effective_until: DataTypes.DATEONLY,
      hours: DataTypes.JSONB,
    },
    editedTable('schedules'),
  );
}

export function defineScheduleException(sequelize: Sequelize): Table<ScheduleExceptionRow> {
  return sequelize.define<Row<ScheduleExceptionRow>>(
    'ScheduleException',
    {
      ...edited,
      name: DataTypes.TEXT,
      kind: DataTypes.TEXT,
      provider_id: DataTypes.UUID,
      office_id: DataTypes.UUID,
      from_on: DataTypes.DATEONLY,
      until_on: DataTypes.DATEONLY,
      from_time: DataTypes.TEXT,
      until_time: DataTypes.TEXT,
      imported_uid: DataTypes.TEXT,
    },
    editedTable('schedule_exceptions'),
  );
}

export function defineProviderService(sequelize: Sequelize): Table<ProviderServiceRow> {
  return sequelize.define<Row<ProviderServiceRow>>(
    'ProviderService',
    {
      organization_id: { type: DataTypes.UUID, primaryKey: true },
      provider_id: { type: DataTypes.UUID, primaryKey: true },
      service_id: { type: DataTypes.UUID, primaryKey: true },
    },
    table('provider_services'),
  );
}
