import type { ComponentChildren } from 'preact';
import { Icon } from '../shared/ui/icon.tsx';

export type Choice = {
  id: string;
  name: string;
  about?: string | null;
  /** Short facts, one beside the other. */
  facts?: readonly ComponentChildren[];
  /** A letter or a picture in front. */
  sign?: ComponentChildren;
};

/** One of a few: a tap chooses and goes on. */
export function Choices({
  all,
  chosen,
  choose,
}: {
  all: readonly Choice[];
  chosen: string | null;
  choose: (id: string) => void;
}) {
  return (
    <ul class="choices">
      {all.map(({ id, name, about, facts = [], sign }) => (
        <li key={id}>
          <button
            type="button"
            class="choice"
            aria-current={id === chosen ? 'true' : undefined}
            onClick={() => choose(id)}
          >
            {sign !== undefined && (
              <span class="choice__sign" aria-hidden="true" translate={false}>
                {sign}
              </span>
            )}
            <span class="choice__words">
              <span class="choice__name" dir="auto">
                {name}
              </span>
              {about && (
                <span class="choice__about" dir="auto">
                  {about}
                </span>
              )}
              {facts.length > 0 && (
                <span class="choice__facts">
                  {facts.map((fact, index) => (
                    <span key={index} class="choice__fact">
                      {fact}
                    </span>
                  ))}
                </span>
              )}
            </span>
            <Icon name="forward" />
          </button>
        </li>
      ))}
    </ul>
  );
}
