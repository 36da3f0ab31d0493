import type { User } from '../../../realtime/contract/resources/users.ts';
import { roleWords } from '../../shared/account/role-words.ts';
import { t } from '../texts.ts';
import type { Resource } from './resource.ts';
import { rolesUpToOwn, scopeFields, scopeWords } from './user-scope.ts';

export function users(): Resource<User> {
  return {
    name: 'users',
    icon: 'people',
    mayChange: 'user.change',
    title: t('users'),
    about: t('users_about'),
    addWords: t('add_user'),
    newTitle: t('new_user'),
    empty: { title: t('no_users'), text: t('no_users_text') },
    remove: {
      words: t('deactivate'),
      question: ({ name }) => t('deactivate_question', { name }),
      text: t('deactivate_user'),
    },
    needs: ['offices', 'queues'],
    columns: [
      { label: t('email'), show: ({ email }) => email },
      { label: t('role'), show: ({ role }) => roleWords(role) },
      { label: t('works_for'), show: (user, lists) => scopeWords(user, lists) },
      { label: t('second_factor'), show: ({ otp }) => (otp ? t('on') : t('off')) },
    ],
    fields: [
      {
        path: 'name',
        label: t('name'),
        hint: t('user_name_hint'),
        required: true,
        control: { kind: 'text', longest: 120 },
      },
      {
        path: 'email',
        label: t('email'),
        hint: t('email_hint'),
        only: 'new',
        required: true,
        control: { kind: 'text', type: 'email', ltr: true },
      },
      {
        path: 'role',
        label: t('role'),
        hint: t('role_hint'),
        required: true,
        initial: 'staff',
        control: { kind: 'choice', options: rolesUpToOwn },
      },
      ...scopeFields(),
      {
        path: 'password',
        label: t('password'),
        hint: t('password_hint'),
        only: 'new',
        required: true,
        control: { kind: 'password' },
      },
      {
        path: 'password',
        label: t('new_password'),
        hint: t('new_password_hint'),
        only: 'existing',
        control: { kind: 'password' },
      },
    ],
  };
}
