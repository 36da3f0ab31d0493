import type { DeviceKind, Language, Paper, PlanType, Role } from '../../models/vocabulary.ts';
import type { WeeklyHours } from '../../models/schedule.ts';
import type { QueueTexts } from '../../realtime/contract/resources/queues.ts';

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/** The demo organization: who works there, what they offer, and how busy it is. Figures are minutes and people per hour. */
export const CITY_CLINIC: Clinic = {
  slug: 'city-clinic',
  name: 'City Clinic',
  plan_type: 'pro',
  languages: ['en', 'de', 'es', 'ar', 'hi'],
  primary_colour: '#0f766e',

  offices: [
    { name: 'City Centre', address: '1 Market Street' },
    { name: 'Riverside', address: '12 Quay Road' },
  ],
  services: [
    {
      name: 'Consultation',
      duration_minutes: 15,
      description: 'A cold, pain, a sick note',
      booking: { online: true, buffer_after: 5 },
    },
    {
      name: 'Blood test',
      duration_minutes: 5,
      description: 'Fasting, with a referral',
      booking: { online: true, grid: 10, notice: 720 },
    },
    { name: 'Child health check', duration_minutes: 15, booking: { online: true, grid: 20, buffer_after: 5 } },
    { name: 'Prescription', duration_minutes: 3, description: 'To pick up or renew' },
  ],
  providers: [
    {
      name: 'Amara Okafor',
      title: 'Dr.',
      offices: ['City Centre', 'Riverside'],
      services: ['Consultation'],
      hours: {
        'City Centre': [
          ...on(MONDAY_TO_FRIDAY, '08:00', '12:00'),
          ...on([1, 2, 3, 4], '13:30', '17:00'),
          ...on([6], '09:00', '12:00'),
        ],
        Riverside: on([5], '13:30', '16:00'),
      },
    },
    {
      name: 'Lucía Fernández',
      title: 'Nurse',
      offices: ['City Centre'],
      services: ['Blood test', 'Consultation'],
      hours: { 'City Centre': on(MONDAY_TO_FRIDAY, '07:30', '13:00') },
    },
    {
      name: 'Jonas Weber',
      title: 'Dr.',
      offices: ['Riverside'],
      services: ['Child health check', 'Consultation'],
      hours: { Riverside: [...on(MONDAY_TO_FRIDAY, '08:30', '12:00'), ...on([1, 2, 4], '14:00', '18:00')] },
    },
  ],
  queues: [
    {
      prefix: 'A',
      name: 'General practice',
      texts: {
        de: { name: 'Hausarzt', description: 'Erkältung, Schmerzen, Krankschreibung' },
        es: { name: 'Medicina general', description: 'Resfriado, dolor, baja médica' },
        ar: { name: 'الطب العام', description: 'نزلة برد أو ألم أو إجازة مرضية' },
        hi: { name: 'सामान्य चिकित्सा', description: 'सर्दी, दर्द, बीमारी का प्रमाण पत्र' },
      },
      office: 'City Centre',
      provider: 'Amara Okafor',
      service: 'Consultation',
      public_join: true,
      arrivals: 22,
      service_minutes: 4,
    },
    {
      prefix: 'B',
      name: 'Blood tests',
      texts: {
        de: { name: 'Blutabnahme', description: 'Nüchtern, mit Überweisung' },
        es: { name: 'Análisis de sangre', description: 'En ayunas, con volante' },
        ar: { name: 'تحاليل الدم', description: 'صائمًا ومع ورقة تحويل' },
        hi: { name: 'ख़ून की जाँच', description: 'ख़ाली पेट, रेफ़रल के साथ' },
      },
      office: 'City Centre',
      provider: 'Lucía Fernández',
      service: 'Blood test',
      public_join: true,
      arrivals: 16,
      service_minutes: 2.5,
    },
    {
      prefix: 'P',
      name: 'Prescriptions',
      texts: {
        de: { name: 'Rezepte', description: 'Abholen oder erneuern' },
        es: { name: 'Recetas', description: 'Recoger o renovar' },
        ar: { name: 'الوصفات الطبية', description: 'استلام أو تجديد' },
        hi: { name: 'दवा की पर्ची', description: 'लेना या नया बनवाना' },
      },
      office: 'City Centre',
      provider: null,
      service: 'Prescription',
      public_join: false,
      arrivals: 17,
      service_minutes: 2,
    },
    {
      prefix: 'C',
      name: 'Children',
      texts: {
        de: { name: 'Kinder' },
        es: { name: 'Pediatría' },
        ar: { name: 'الأطفال' },
        hi: { name: 'बच्चे' },
      },
      office: 'Riverside',
      provider: 'Jonas Weber',
      service: 'Child health check',
      public_join: true,
      arrivals: 13,
      service_minutes: 3.3,
    },
  ],
  /** `worker`: who calls there in the simulation; null: free for whoever tries the staff screen. */
  counters: [
    { name: 'Room 1', office: 'City Centre', queues: ['A'], worker: 'amara@city-clinic.example' },
    { name: 'Room 2', office: 'City Centre', queues: ['A'], worker: 'tom@city-clinic.example' },
    { name: 'Room 3', office: 'City Centre', queues: ['A', 'B', 'P'], worker: null },
    { name: 'Lab', office: 'City Centre', queues: ['B'], worker: 'lucia@city-clinic.example' },
    { name: 'Desk', office: 'City Centre', queues: ['P'], worker: 'priya@city-clinic.example' },
    { name: 'Room 1', office: 'Riverside', queues: ['C'], worker: 'jonas@city-clinic.example' },
  ],
  owner: { name: 'Olivia Hart', email: 'olivia@city-clinic.example' },
  users: [
    { name: 'Adam Novak', email: 'adam@city-clinic.example', role: 'admin' },
    { name: 'Mei Tanaka', email: 'mei@city-clinic.example', role: 'manager' },
    { name: 'Sam Rivera', email: 'sam@city-clinic.example', role: 'staff' },
    { name: 'Amara Okafor', email: 'amara@city-clinic.example', role: 'staff' },
    { name: 'Tom Becker', email: 'tom@city-clinic.example', role: 'staff' },
    { name: 'Lucía Fernández', email: 'lucia@city-clinic.example', role: 'staff' },
    { name: 'Priya Shah', email: 'priya@city-clinic.example', role: 'staff' },
    { name: 'Jonas Weber', email: 'jonas@city-clinic.example', role: 'staff' },
  ],
  devices: [
    { name: 'Waiting room', kind: 'display', office: 'City Centre', queues: ['A', 'B', 'P'] },
    { name: 'Entrance', kind: 'kiosk', office: 'City Centre', queues: ['A', 'B', 'P'], paper: '80mm' },
    { name: 'Riverside waiting room', kind: 'display', office: 'Riverside', queues: ['C'] },
    { name: 'Riverside entrance', kind: 'kiosk', office: 'Riverside', queues: ['C'], asks_phone: true },
  ],
};

/** Whom the printed links sign in. */
export const SHOWN = {
  staff: 'sam@city-clinic.example',
  admin: 'olivia@city-clinic.example',
  display: 'Waiting room',
  kiosk: 'Entrance',
  /** The queue that the patient of the printed link waits in. */
  queue: 'A',
} as const;

export const PATIENTS = [
  'Anna Berg',
  'Luis Ortega',
  'Fatima Zahra',
  'David Cohen',
  'Grace Mensah',
  'Yusuf Demir',
  'Ingrid Larsen',
  'Paolo Ricci',
  'Chloe Martin',
  'Kenji Mori',
  'Sofia Petrova',
  'Omar Haddad',
  'Emma Fischer',
  'Nikhil Rao',
  'Zofia Nowak',
  'Liam Murphy',
  'Amina Diallo',
  'Jan de Vries',
  'Elena Popescu',
  'Marco Silva',
  'Hana Suzuki',
  'Peter Novak',
  'Layla Nasser',
  'Oscar Lind',
  'Rosa Jimenez',
  'Samuel Adeyemi',
  'Julia Schmidt',
  'Thomas Leroy',
  'Mina Park',
  'Viktor Horvat',
  'Nadia Rahman',
  'Eric Dubois',
] as const;

type Clinic = {
  slug: string;
  name: string;
  plan_type: PlanType;
  languages: readonly Language[];
  primary_colour: string;
  offices: { name: string; address: string }[];
  services: {
    name: string;
    duration_minutes: number;
    description?: string;
    /** Only what is booked has some. */
    booking?: { online: boolean; grid?: number; buffer_after?: number; notice?: number };
  }[];
  providers: {
    name: string;
    title: string;
    offices: string[];
    services: string[];
    /** By office. */
    hours: Readonly<Record<string, WeeklyHours[]>>;
  }[];
  queues: {
    prefix: string;
    name: string;
    texts: QueueTexts;
    office: string;
    provider: string | null;
    service: string;
    public_join: boolean;
    arrivals: number;
    service_minutes: number;
  }[];
  counters: { name: string; office: string; queues: string[]; worker: string | null }[];
  owner: { name: string; email: string };
  users: { name: string; email: string; role: Role }[];
  devices: { name: string; kind: DeviceKind; office: string; queues: string[]; paper?: Paper; asks_phone?: boolean }[];
};

function on(weekdays: readonly number[], from: string, until: string): WeeklyHours[] {
  return weekdays.map((weekday) => ({ weekday, from, until }));
}
