/** 定期报表 and 热点. */
export const insightZhCN = {
  hotSpots: {
    window: '时段',
    windows: { day: '近 24 小时', week: '近 7 天' },
    rule: '与过去 {{weeks}} 周的同一时段比：至少 {{least}} 件、超过其中任何一周、达到平均的 {{times}} 倍，且不像是偶然。',
    noPast: '工单还不到一周，没有过去可比；上升的类别和地点一周后开始判断。',
    against: '与自己的过去比',
    rising: { category: '上升的类别', place: '上升的地点' },
    calm: { category: '没有类别明显上升。', place: '没有地点明显上升。' },
    notJudged: '还没有可比的过去，或没有地名表。',
    tickets: '{{n}} 件',
    pastLabel: '过去各周：{{past}}',
    risingWhy:
      '{{window}} {{now}} 件；过去 {{weeks}} 周同一时段平均 {{mean}} 件、最多 {{most}} 件。若无变化，出现这么多的可能性 {{chance}}。',
    matters: '一事多人',
    matterRule: '{{days}} 天内同一地点、内容相近的未结工单，来自 {{callers}} 个以上不同号码',
    noMatters: '{{days}} 天内没有 {{callers}} 个以上的人反映同一件事。',
    people: '{{n}} 人',
    matterWhy:
      '{{callers}} 人 {{tickets}} 件，同在{{place}}，类别 {{category}}，内容相近度 {{score}}/100。',
    noCategory: '未填',
    more: '等另外 {{n}} 件',
    callers: '一人多次',
    callerRule: '{{days}} 天内同一号码来电 {{calls}} 次以上',
    noCallers: '{{days}} 天内没有号码来电 {{calls}} 次以上。',
    calls: '{{n}} 次',
    callerWhy: '{{days}} 天内来电 {{calls}} 次，工单 {{tickets}} 件（保密工单不计）。',
    perDay: '{{days}} 天逐日：{{each}}',
    period: '{{first}} 至 {{last}}',
  },
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
