export { CallBar, troubleWord } from './call-bar/call-bar.tsx';
export type {
  CallBarKey,
  CallBarProps,
  CallControls,
  PhoneControls,
} from './call-bar/call-bar.tsx';
export { callStatus } from './call-bar/call-status.ts';
export type { AudioQuality } from './call-bar/audio-light.tsx';
export { noticeKinds, type NoticeKind } from './call-bar/notice-chip.tsx';
export { seatFace, type SeatTrouble } from './call-bar/seat-face.ts';
export { CallerCard } from './caller/caller-card.tsx';
export { RecentCalls } from './caller/recent-calls.tsx';
export type { DraftCard } from './draft/draft-card.ts';
export { EmergencyPanel, type EmergencyStage } from './emergency/emergency-panel.tsx';
export { SealedPrint, type SealedEntry } from './emergency/sealed-print.tsx';
export { Guard, type GuardedPart } from './guard/guard.tsx';
export { FindPanel, type FindGroup, type FindLine } from './find/find-panel.tsx';
export { BriefBoard } from './guest/brief-board.tsx';
export { LeaderKeys, type LeaderKey } from './leader/leader-keys.tsx';
export { SeatTiles } from './leader/seat-tiles.tsx';
export { SeatMap } from './leader/seat-map.tsx';
export { SeatPanel } from './leader/seat-panel.tsx';
export { QueueBoard } from './leader/queue-board.tsx';
export { CallBackBoard } from './leader/call-back-board.tsx';
export { LeaderDeskKey } from './leader/leader-key.tsx';
export { NoteStrip } from './leader/note-strip.tsx';
export { AlarmLog } from './alarm/alarm-log.tsx';
export { AlarmRail, isStanding } from './alarm/alarm-rail.tsx';
export { useAlarmWords } from './alarm/alarm-words.ts';
export { HallBoard } from './hall/hall-board.tsx';
export { HandKey } from './room/hand-key.tsx';
export { QualityPanel, type QualitySample } from './quality/quality-panel.tsx';
export { AttachmentRow, type AttachmentCard } from './draft/attachment-row.tsx';
export { ConflictBoard } from './draft/conflict-board.tsx';
export { fieldLabels } from './draft/field-labels.ts';
export { DraftFoot } from './draft/draft-foot.tsx';
export { DraftForm } from './draft/draft-form.tsx';
export { SimilarStrip, type SimilarCard } from './draft/similar-strip.tsx';
export { UndoLine } from './draft/undo-line.tsx';
export { DraftList } from './draft/draft-list.tsx';
export { IdleBoard } from './draft/idle-board.tsx';
export { DraftTabs } from './draft/draft-tabs.tsx';
export { KnowledgeOffice } from './knowledge/knowledge-office.tsx';
export type { OfficeArticle } from './knowledge/office-article.ts';
export type { OfficeListName } from './knowledge/office-list.tsx';
export { ArticleText } from './knowledge/article-text.tsx';
export { KnowledgeFoot } from './knowledge/knowledge-foot.tsx';
export { OfficeKey } from './knowledge/office-key.tsx';
export { KnowledgePanel } from './knowledge/knowledge-panel.tsx';
export { AsidePanel } from './aside/aside-panel.tsx';
export { Announcer } from './live/announcer.tsx';
export { CallBackList } from './panels/call-back-list.tsx';
export { MyDay } from './panels/my-day.tsx';
export { Empty, Panel } from './panels/panel.tsx';
export { QueueBrief } from './panels/queue-brief.tsx';
export { QueueFigures } from './panels/queue-figures.tsx';
export { WaitingList } from './panels/waiting-list.tsx';
export { noRecordingFilter, type RecordingFilters } from './recordings/recording-filters.tsx';
export { RecordingList } from './recordings/recording-list.tsx';
export {
  playerKey,
  RecordingPlayer,
  type PlayerTrouble,
  type Sides,
} from './recordings/recording-player.tsx';
export { RecordingsKey } from './recordings/recordings-key.tsx';
export { FloatingKey } from './room/floating-key.tsx';
export { RoomStrip, type RoomKey } from './room/room-strip.tsx';
export { SavedState, type SavedStateProps } from './room/saved-state.tsx';
export { LanguageChoice, SchemeChoiceRow, SettingsPanel } from './settings/settings-panel.tsx';
export type { AudioDevice, DeskSettings, DeviceRole } from './settings/settings-panel.tsx';
export { SignInForm, type SignInTrouble } from './sign-in/sign-in-form.tsx';
export { DialPanel } from './transfer/dial-panel.tsx';
export type { Invitation } from './transfer/invitation.ts';
export { ParkedList } from './transfer/parked-list.tsx';
export { TransferPanel } from './transfer/transfer-panel.tsx';
export { CalibrationList } from './checks/calibration-list.tsx';
export { CalibrationPage } from './checks/calibration-page.tsx';
export { CheckRail, checkSections, type CheckSection } from './checks/check-rail.tsx';
export { ReviewList } from './checks/review-list.tsx';
export { ReviewPage, type ReviewDeed } from './checks/review-page.tsx';
export { DeskTheme, type SchemeChoice } from './theme/desk-theme.tsx';
export { ClockProvider, useClock, useTime, useZone, type DeskClock } from './time/clock.tsx';
export { clockText, dateTime, timeOfDay } from './time/clock-text.ts';
export { named } from './words/named.ts';
export { languages, resources, type Language } from './words/index.ts';
export { OfficeBar } from './ticket/office-bar.tsx';
export type { TicketFilters } from './ticket/ticket-filters.tsx';
export { TicketList, TicketUnread } from './ticket/ticket-list.tsx';
export { TicketKey } from './ticket/ticket-key.tsx';
export { ticketColumns, usualColumns, type TicketColumn } from './ticket/ticket-columns.tsx';
export { TicketPage } from './ticket/ticket-page.tsx';
export type { TicketFile } from './ticket/ticket-files.tsx';
export { useRefusalText, type TicketRefusalView } from './ticket/refusal-text.ts';
export type { TicketRecording } from './ticket/ticket-calls.tsx';
export { TicketRail, type TicketListName } from './ticket/ticket-rail.tsx';
export { FileProgress, type FileOnItsWay } from './reports/file-progress.tsx';
export {
  groupings,
  ReportBar,
  type ReportFile,
  type ReportPlace,
  type ReportSpan,
  isOfPeriod,
} from './reports/report-bar.tsx';
export { ReportCallPage } from './reports/report-call.tsx';
export { ReportCalls } from './reports/report-calls.tsx';
export { ReportTickets } from './reports/report-tickets.tsx';
export { HotSpotPage, type SpotOpened } from './reports/hot-spots.tsx';
export { ReportFileList } from './reports/report-files.tsx';
export { ReportTrouble } from './reports/report-trouble.tsx';
export { ReportKey } from './reports/report-key.tsx';
export { useRowName } from './reports/row-names.ts';
