import { useId, type ReactNode } from 'react';
import styles from './panel.module.css';

/** A region with a head line. `aside` stands at the right of the head: a count, a link. */
export function Panel(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly grows?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={styles['panel']} aria-labelledby={id} data-grows={props.grows === true}>
      <header className={styles['head']}>
        <h2 id={id}>{props.title}</h2>
        {props.aside}
      </header>
      <div className={styles['body']}>{props.children}</div>
    </section>
  );
}

/** What will be here and how it gets here; never a blank area. */
export function Empty({ children }: { readonly children: ReactNode }): ReactNode {
  return <p className={styles['empty']}>{children}</p>;
}
