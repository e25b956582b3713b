import { Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { categoryPath, categoryRank, type Category } from './category-search.ts';
import styles from './category-field.module.css';

/** 类别: one field that takes a code, pinyin or Chinese; Enter takes the first match. */
export function CategoryField(props: {
  readonly id: string;
  readonly categories: readonly Category[];
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (code: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { categories } = props;
  const options = useMemo(
    () =>
      categories.map((category) => ({
        value: category.code,
        label: categoryPath(categories, category.code),
        category,
      })),
    [categories],
  );
  return (
    <Select
      id={props.id}
      className={styles['field'] ?? ''}
      aria-label={t('draft.category')}
      showSearch={{
        filterOption: (typed, option) =>
          option !== undefined && categoryRank(option.category, typed) > 0,
        filterSort: (a, b, { searchValue }) =>
          categoryRank(b.category, searchValue) - categoryRank(a.category, searchValue),
      }}
      placeholder={t('draft.categoryHint')}
      notFoundContent={t('draft.categoryNone')}
      popupMatchSelectWidth={360}
      disabled={props.disabled}
      value={props.value === '' ? null : props.value}
      // No key to clear it: that would be one more stop of Tab in every ticket.
      onChange={(code: string | null) => props.onChange(code ?? '')}
      options={options}
      optionRender={optionLine}
    />
  );
}

function optionLine(option: { data: { label: string; value: string } }): ReactNode {
  return (
    <span className={styles['option']}>
      <span>{option.data.label}</span>
      <small>{option.data.value}</small>
    </span>
  );
}
