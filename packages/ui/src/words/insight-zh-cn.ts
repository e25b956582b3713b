/** 定期报表 and 热点. */
export const insightZhCN = {
  reportFiles: {
    schedules: '定期报表',
    schedule: '{{subject}} · {{by}}',
    every: {
      day: '每日 {{at}}，写前一日',
      week: '每周一 {{at}}，写上一周',
      month: '每月 1 日 {{at}}，写上个月',
    },
    next: '下一份 {{when}}',
    files: '文件',
    none: '还没有写出的文件。到了时间，文件出现在这里。',
    noSchedules: '没有设定定期报表。在配置 reports.files 里设定后，调度服务按时写出文件。',
    keep: '按期间保存 {{days}} 天，之后自动删除。PDF 请在报表里另行导出。',
    keepForEver: '文件长期保存。PDF 请在报表里另行导出。',
    column: {
      report: '报表',
      period: '期间',
      definition: '口径',
      written: '写出',
      file: '文件',
    },
    gone: '{{id}}（已不再写）',
    late: {
      'no-room':
        '磁盘已满，{{period}} 的文件没有写出（已试 {{tries}} 次，自 {{since}} 起）；{{again}} 再试。请清理磁盘。',
      failed:
        '{{period}} 的文件没有写出（已试 {{tries}} 次，自 {{since}} 起）；{{again}} 再试。原因见调度服务的日志。',
    },
    save: '下载 {{name}}',
  },
} as const;
