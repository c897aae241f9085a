<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AirQualityIndex</name>
    <message>
        <source>1-hour means</source>
        <translation>1 小时均值</translation>
    </message>
    <message>
        <source>AQI of what there is</source>
        <translation>按现有项目的 AQI</translation>
    </message>
    <message>
        <source>Air quality index</source>
        <translation>空气质量指数</translation>
    </message>
    <message>
        <source>Air quality index (AQI)</source>
        <translation>空气质量指数（AQI）</translation>
    </message>
    <message>
        <source>Averaging time</source>
        <translation>平均时段</translation>
    </message>
    <message>
        <source>By the date of the data</source>
        <translation>按数据日期</translation>
    </message>
    <message>
        <source>Chooses the edition row by row where it is auto. Empty: a field named time, period_start, newest, datetime, date or 时间 is taken; without one, today's edition.</source>
        <translation>选择“自动”时逐行选用版本。留空：取名为 time、period_start、newest、datetime、date 或“时间”的字段；没有时用当前版本。</translation>
    </message>
    <message>
        <source>Daily means, ozone 8-hour maximum</source>
        <translation>日均值，臭氧日最大 8 小时</translation>
    </message>
    <message>
        <source>Edition of HJ 633</source>
        <translation>HJ 633 版本</translation>
    </message>
    <message>
        <source>Field with the time</source>
        <translation>时间字段</translation>
    </message>
    <message>
        <source>Fields used: {fields}</source>
        <translation>所用字段：{fields}</translation>
    </message>
    <message>
        <source>Force one edition to compare years under one rule; auto takes the one in force when the row was measured.</source>
        <translation>强制使用某一版本，便于按同一规则比较不同年份；“自动”选用该行测量时现行的版本。</translation>
    </message>
    <message>
        <source>HJ 633-2012</source>
        <translation>HJ 633-2012</translation>
    </message>
    <message>
        <source>HJ 633-2026 (in force from 2026-03-01)</source>
        <translation>HJ 633-2026（2026-03-01 起施行）</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Incomplete rows</source>
        <translation>不完整的行</translation>
    </message>
    <message>
        <source>Layer or table with one row for each station and time. Fields: so2, no2, co, o3, o3_8h, pm10, pm2_5 in µg/m³ (CO in mg/m³); spellings such as PM2.5 or 二氧化硫(µg/m³) are recognised.</source>
        <translation>每站每时一行的图层或表格。字段：so2、no2、co、o3、o3_8h、pm10、pm2_5，单位 µg/m³（CO 为 mg/m³）；可识别 PM2.5、“二氧化硫(µg/m³)”等写法。</translation>
    </message>
    <message>
        <source>No AQI up to 100, as the standard says</source>
        <translation>100 及以下不发布 AQI（按标准）</translation>
    </message>
    <message>
        <source>None of the fields holds a measurement that can be assessed. Name the fields as in the help, for example pm2_5 or ph.</source>
        <translation>没有可评价的测量字段。请按帮助命名字段，例如 pm2_5 或 ph。</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Number of rows with a result</source>
        <translation>有结果的行数</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Table with concentrations</source>
        <translation>浓度表</translation>
    </message>
    <message>
        <source>The edition is chosen by the field “{field}”.</source>
        <translation>版本按字段“{field}”选择。</translation>
    </message>
    <message>
        <source>The input with the fields aqi, level (1–6), category, primary and iaqi_&lt;pollutant&gt;.</source>
        <translation>输入数据加上字段 aqi、level（1–6）、category、primary 和 iaqi_&lt;污染物&gt;。</translation>
    </message>
    <message>
        <source>The input's field “{old}” is named “{new}” in the output.</source>
        <translation>输入字段“{old}”在输出中改名为“{new}”。</translation>
    </message>
    <message>
        <source>The table has no field with a time; today's edition is used.</source>
        <translation>表中没有时间字段，按当前版本计算。</translation>
    </message>
    <message>
        <source>What the concentrations are means of: hour uses o3, day uses o3_8h.</source>
        <translation>浓度的平均时段：hour 用 o3，day 用 o3_8h。</translation>
    </message>
    <message>
        <source>What to do where a pollutant that has a field lacks its value. The standard publishes such an AQI only above 100.</source>
        <translation>有字段的污染物缺值时如何处理。标准规定此时 AQI 大于 100 才发布。</translation>
    </message>
    <message>
        <source>{assessed} of {rows} rows have a result.</source>
        <translation>{rows} 行中有 {assessed} 行得到结果。</translation>
    </message>
    <message>
        <source>{count} cells hold text that is no number; they count as missing.</source>
        <translation>{count} 个单元格含有不是数字的文字，按缺失处理。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>AlarmsModel</name>
    <message>
        <source>Alarm, station</source>
        <translation>报警、站点</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Newest data {time}</source>
        <translation>最新数据 {time}</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>All networks</source>
        <translation>全部网络</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>Exceedance</source>
        <translation>超标</translation>
    </message>
    <message>
        <source>No alarm matches the filter.</source>
        <translation>没有符合筛选条件的报警。</translation>
    </message>
    <message>
        <source>No alarms: everything is in order.</source>
        <translation>没有报警：一切正常。</translation>
    </message>
    <message>
        <source>Plates dirty</source>
        <translation>极板待清洗</translation>
    </message>
    <message>
        <source>Purifier off</source>
        <translation>净化器未开</translation>
    </message>
    <message>
        <source>Station or township</source>
        <translation>站点或乡镇</translation>
    </message>
</context>
<context>
    <name>AlgorithmRun</name>
    <message>
        <source>The Processing algorithm {name} is not there.</source>
        <translation>没有处理算法 {name}。</translation>
    </message>
    <message>
        <source>The work could not be finished; the log panel says why.</source>
        <translation>操作未能完成；原因见日志面板。</translation>
    </message>
</context>
<context>
    <name>AssessmentAlgorithm</name>
    <message>
        <source>Fields used: {fields}</source>
        <translation>所用字段：{fields}</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>None of the fields holds a measurement that can be assessed. Name the fields as in the help, for example pm2_5 or ph.</source>
        <translation>没有可评价的测量字段。请按帮助命名字段，例如 pm2_5 或 ph。</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Number of rows with a result</source>
        <translation>有结果的行数</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>The input's field “{old}” is named “{new}” in the output.</source>
        <translation>输入字段“{old}”在输出中改名为“{new}”。</translation>
    </message>
    <message>
        <source>{assessed} of {rows} rows have a result.</source>
        <translation>{rows} 行中有 {assessed} 行得到结果。</translation>
    </message>
    <message>
        <source>{count} cells hold text that is no number; they count as missing.</source>
        <translation>{count} 个单元格含有不是数字的文字，按缺失处理。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>1 month</source>
        <translation>1 个月</translation>
    </message>
    <message>
        <source>12 months</source>
        <translation>12 个月</translation>
    </message>
    <message>
        <source>3 months</source>
        <translation>3 个月</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>更早</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>更晚</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Nothing this station measures can be shown by days.</source>
        <translation>该站监测的项目都不适合按日显示。</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Reading the calendar</source>
        <translation>正在读取日历</translation>
    </message>
    <message>
        <source>Save the calendar as a picture</source>
        <translation>把日历存为图片</translation>
    </message>
</context>
<context>
    <name>CentreActions</name>
    <message>
        <source>Cancelled. {folder} holds an unfinished demo centre: delete it, or choose another folder.</source>
        <translation>已取消。{folder} 中有未完成的演示数据中心：请删除它，或另选文件夹。</translation>
    </message>
    <message>
        <source>Create a demo centre…</source>
        <translation>新建演示数据中心…</translation>
    </message>
    <message>
        <source>Enable the Processing plugin of QGIS first.</source>
        <translation>请先启用 QGIS 的 Processing 插件。</translation>
    </message>
    <message>
        <source>Folder for the new demo centre</source>
        <translation>新演示数据中心的文件夹</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Open a data centre</source>
        <translation>打开数据中心</translation>
    </message>
    <message>
        <source>Open a data centre…</source>
        <translation>打开数据中心…</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>曾经打开</translation>
    </message>
    <message>
        <source>The import is not there; is the plugin complete?</source>
        <translation>找不到导入功能；插件完整吗？</translation>
    </message>
</context>
<context>
    <name>CentreAlgorithm</name>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>CentreItemProvider</name>
    <message>
        <source>Add to the map with its style</source>
        <translation>按其样式添加到地图</translation>
    </message>
    <message>
        <source>Forget this data centre</source>
        <translation>从列表移除此数据中心</translation>
    </message>
    <message>
        <source>Open as One Map</source>
        <translation>作为一张图打开</translation>
    </message>
    <message>
        <source>Opening a network</source>
        <translation>正在打开网络</translation>
    </message>
</context>
<context>
    <name>ChartPage</name>
    <message>
        <source>Chart as PNG …</source>
        <translation>曲线存为 PNG…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Reading the chart</source>
        <translation>正在读取曲线</translation>
    </message>
    <message>
        <source>Save the values or the chart as a file</source>
        <translation>把数值或曲线存为文件</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>The span ends before it begins; choose a later end.</source>
        <translation>时段的结束早于开始；请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>This station has no values yet.</source>
        <translation>该站还没有数据。</translation>
    </message>
    <message>
        <source>Values as CSV …</source>
        <translation>数值存为 CSV…</translation>
    </message>
</context>
<context>
    <name>CreateDataCentre</name>
    <message>
        <source>Adds 907 made-up devices of all kinds with 30 days of made-up history. Everything in it is marked as synthetic.</source>
        <translation>加入 907 台虚构设备（各类齐全）及 30 天虚构历史数据，全部标为合成数据。</translation>
    </message>
    <message>
        <source>Boundary of the district</source>
        <translation>区界</translation>
    </message>
    <message>
        <source>Create data centre</source>
        <translation>新建数据中心</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>Datum of the boundary</source>
        <translation>区界的坐标基准</translation>
    </message>
    <message>
        <source>Days of demo history</source>
        <translation>演示历史天数</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Fill with the demo network</source>
        <translation>填入演示网络</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Length of the made-up history; it ends with the last full hour.</source>
        <translation>虚构历史的长度；止于最近的整点。</translation>
    </message>
    <message>
        <source>Number of stations</source>
        <translation>站点数</translation>
    </message>
    <message>
        <source>Polygons of the district; several are joined. Without it the centre has no outline (the demo draws a made-up one).</source>
        <translation>区县的面；多个面会合并。不给则数据中心没有区界（演示区会画一个虚构的）。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>Six-digit code and name, for example “110119 延庆区 Yanqing”, or a district.toml file. Empty: the district the plugin is set up for.</source>
        <translation>六位代码和名称，例如“110119 延庆区 Yanqing”，或 district.toml 文件。留空：插件所设的区县。</translation>
    </message>
    <message>
        <source>The demo network has a made-up district of its own. Leave the district empty, or make a centre without the demo.</source>
        <translation>演示网络自带虚构区县。请把区县留空，或不带演示新建数据中心。</translation>
    </message>
    <message>
        <source>The district “{text}” cannot be read. Write its six-digit code and its name, for example “110119 延庆区”.</source>
        <translation>无法读取区县“{text}”。请写六位代码和名称，例如“110119 延庆区”。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>There is a data centre in “{folder}” already. Choose another folder; nothing is ever overwritten.</source>
        <translation>“{folder}”中已有数据中心。请另选文件夹；绝不覆盖任何数据。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>What the boundary's coordinates really refer to; files from Chinese map services are in GCJ-02 or BD-09 though they say WGS-84.</source>
        <translation>区界坐标实际所用的基准；中国地图服务的文件即使写明 WGS-84，也是 GCJ-02 或 BD-09。</translation>
    </message>
    <message>
        <source>“{folder}” is a file. Choose a folder for the data centre.</source>
        <translation>“{folder}”是文件。请为数据中心选择文件夹。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>EcoAlgorithm</name>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>EcoChoices</name>
    <message>
        <source>BD-09 (Baidu)</source>
        <translation>BD-09（百度）</translation>
    </message>
    <message>
        <source>CGCS2000</source>
        <translation>CGCS2000</translation>
    </message>
    <message>
        <source>GCJ-02 (Amap, Tencent)</source>
        <translation>GCJ-02（高德、腾讯）</translation>
    </message>
    <message>
        <source>WGS-84 (GPS)</source>
        <translation>WGS-84（GPS）</translation>
    </message>
</context>
<context>
    <name>EcoError</name>
    <message>
        <source>0.3 is usual.</source>
        <translation>通常为 0.3。</translation>
    </message>
    <message>
        <source>20 to 100 sr are usual.</source>
        <translation>通常为 20～100 sr。</translation>
    </message>
    <message>
        <source>A and B person of the grid “{grid}” are the same.</source>
        <translation>网格“{grid}”的 A 角与 B 角是同一人。</translation>
    </message>
    <message>
        <source>A file of the data centre cannot be used: {place}.</source>
        <translation>数据中心的一个文件无法使用：{place}。</translation>
    </message>
    <message>
        <source>A grid that moves to another village gets a new code: leave its code empty.</source>
        <translation>划入其他村的网格要重新编码：请将其编码留空。</translation>
    </message>
    <message>
        <source>A history of {days} days cannot be made.</source>
        <translation>无法生成 {days} 天的历史数据。</translation>
    </message>
    <message>
        <source>A limit of 0 leaves no fix.</source>
        <translation>限值为 0，没有任何定位可用。</translation>
    </message>
    <message>
        <source>A line of “{name}” is longer than {limit} bytes.</source>
        <translation>“{name}”中有一行超过 {limit} 字节。</translation>
    </message>
    <message>
        <source>A moment is before the start of the release.</source>
        <translation>有一个时刻早于释放开始。</translation>
    </message>
    <message>
        <source>A need asks for nothing.</source>
        <translation>有一项需求没有要求任何东西。</translation>
    </message>
    <message>
        <source>A place has no position on earth.</source>
        <translation>有一处在地球上没有位置。</translation>
    </message>
    <message>
        <source>A point needs longitude and latitude.</source>
        <translation>点需要经度和纬度。</translation>
    </message>
    <message>
        <source>A speed of roads is not possible.</source>
        <translation>道路速度不可能。</translation>
    </message>
    <message>
        <source>A speed of {speed} km/h makes no sense.</source>
        <translation>速度 {speed} km/h 无意义。</translation>
    </message>
    <message>
        <source>A starting point has no longitude, latitude or level.</source>
        <translation>有一个起点缺少经度、纬度或高度层。</translation>
    </message>
    <message>
        <source>A text file needs a column mapping.</source>
        <translation>文本文件需要列映射。</translation>
    </message>
    <message>
        <source>A time is not possible.</source>
        <translation>时间不可能。</translation>
    </message>
    <message>
        <source>A time of the demo's history does not say its time zone.</source>
        <translation>演示历史中的一个时间没有说明时区。</translation>
    </message>
    <message>
        <source>A time of the warning has no zone.</source>
        <translation>预警的一个时间没有时区。</translation>
    </message>
    <message>
        <source>A tolerance of {tolerance} m makes no sense.</source>
        <translation>容差 {tolerance} m 无意义。</translation>
    </message>
    <message>
        <source>A tolerance of {tolerance} makes no sense.</source>
        <translation>容差 {tolerance} 没有意义。</translation>
    </message>
    <message>
        <source>A unit is not in the layer.</source>
        <translation>有一个单元不在图层中。</translation>
    </message>
    <message>
        <source>A unit of {size} m makes no sense.</source>
        <translation>单元尺寸 {size} m 无意义。</translation>
    </message>
    <message>
        <source>A warning needs a category and an event.</source>
        <translation>预警需要类别和事件。</translation>
    </message>
    <message>
        <source>A weight is not possible.</source>
        <translation>权重不可能。</translation>
    </message>
    <message>
        <source>A wind field needs both components.</source>
        <translation>风场需要两个分量。</translation>
    </message>
    <message>
        <source>A wind of {wind} m/s is too weak for a steady plume.</source>
        <translation>风速 {wind} m/s 太弱，不适用稳态烟羽。</translation>
    </message>
    <message>
        <source>A wind step has no usable speed or direction.</source>
        <translation>有一个风时段缺少可用的风速或风向。</translation>
    </message>
    <message>
        <source>A workbook must be named .xlsx; unpack any other archive first.</source>
        <translation>工作簿须以 .xlsx 命名；其他压缩包请先解开。</translation>
    </message>
    <message>
        <source>Add a rule.</source>
        <translation>请添加规则。</translation>
    </message>
    <message>
        <source>Add them, or general ones.</source>
        <translation>请添加，或使用通用规则。</translation>
    </message>
    <message>
        <source>Add them.</source>
        <translation>请添加。</translation>
    </message>
    <message>
        <source>An area of a warning needs a name.</source>
        <translation>预警的区域需要名称。</translation>
    </message>
    <message>
        <source>An area of the warning is no closed polygon or circle.</source>
        <translation>预警的区域不是闭合多边形或圆。</translation>
    </message>
    <message>
        <source>Another program has been writing to the data centre for more than {seconds} seconds: {place}.</source>
        <translation>另一程序正在写入数据中心，已超过 {seconds} 秒：{place}。</translation>
    </message>
    <message>
        <source>Another program keeps the features of the data centre locked: {place}.</source>
        <translation>另一程序锁住了数据中心的要素：{place}。</translation>
    </message>
    <message>
        <source>Another program wrote to the table {table} of the data centre at the same moment.</source>
        <translation>另一程序同时写入了数据中心的表 {table}。</translation>
    </message>
    <message>
        <source>Ask for fewer grids or make smaller units.</source>
        <translation>请减少网格数，或把单元划得更小。</translation>
    </message>
    <message>
        <source>Ask for more grids or unlock units.</source>
        <translation>请增加网格数，或解除部分单元的锁定。</translation>
    </message>
    <message>
        <source>Ask for read permission on the folder.</source>
        <translation>请申请该文件夹的读取权限。</translation>
    </message>
    <message>
        <source>Ask for write permission on the folder, or open the centre for reading only.</source>
        <translation>请申请该文件夹的写入权限，或仅以只读方式打开数据中心。</translation>
    </message>
    <message>
        <source>Ask the sender for a file without them; this one may be an attack.</source>
        <translation>请向发送方索取不含它们的文件；这一个可能是攻击。</translation>
    </message>
    <message>
        <source>Ask the sender to correct it.</source>
        <translation>请让发送方改正。</translation>
    </message>
    <message>
        <source>At least one of these columns is needed: {known}.</source>
        <translation>至少需要这些列之一：{known}。</translation>
    </message>
    <message>
        <source>Averaging is hour or day; publish is rule or available.</source>
        <translation>时段为 hour 或 day；发布方式为 rule 或 available。</translation>
    </message>
    <message>
        <source>Both components must be in one file, with the standard names eastward_wind and northward_wind.</source>
        <translation>两个分量须在同一文件中，标准名为 eastward_wind 和 northward_wind。</translation>
    </message>
    <message>
        <source>Bring the wind to a grid of latitude and longitude first.</source>
        <translation>请先把风场转换到经纬度网格。</translation>
    </message>
    <message>
        <source>Bring the wind to a regular grid first.</source>
        <translation>请先把风场转换到规则网格。</translation>
    </message>
    <message>
        <source>Build it again.</source>
        <translation>请重新生成。</translation>
    </message>
    <message>
        <source>Change “{value}”.</source>
        <translation>请修改“{value}”。</translation>
    </message>
    <message>
        <source>Channel {channel} of the lidar file does not match its rays and range gates.</source>
        <translation>激光雷达文件的通道 {channel} 与射线数或距离门数不符。</translation>
    </message>
    <message>
        <source>Check how the time column was read.</source>
        <translation>请检查时间列是如何读取的。</translation>
    </message>
    <message>
        <source>Check its quotation marks.</source>
        <translation>请检查其中的引号。</translation>
    </message>
    <message>
        <source>Check that it is complete.</source>
        <translation>请检查其是否完整。</translation>
    </message>
    <message>
        <source>Check that the centre is complete and can be read, then open it again.</source>
        <translation>请检查数据中心是否完整且可读，然后重新打开。</translation>
    </message>
    <message>
        <source>Check that the export finished.</source>
        <translation>请检查导出是否已完成。</translation>
    </message>
    <message>
        <source>Check that the file exists and that you may read it.</source>
        <translation>请检查文件是否存在、您是否有权读取。</translation>
    </message>
    <message>
        <source>Check that the file is complete.</source>
        <translation>请检查文件是否完整。</translation>
    </message>
    <message>
        <source>Check that the file was written to its end.</source>
        <translation>请检查文件是否完整写入。</translation>
    </message>
    <message>
        <source>Check that the folder or the database can be reached.</source>
        <translation>请检查文件夹或数据库能否访问。</translation>
    </message>
    <message>
        <source>Check the column mapping; the file may be of another version.</source>
        <translation>请检查列映射；文件可能是另一版本。</translation>
    </message>
    <message>
        <source>Check the device's protocol settings; the frame is kept in quarantine.</source>
        <translation>请检查设备的协议设置；该帧已存入隔离区。</translation>
    </message>
    <message>
        <source>Check the path and the permissions.</source>
        <translation>请检查路径和权限。</translation>
    </message>
    <message>
        <source>Check the path, or make a new data centre there.</source>
        <translation>请检查路径，或在该处新建数据中心。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>Choose NetCDF, GRIB or CSV files of wind.</source>
        <translation>请选择风场的 NetCDF、GRIB 或 CSV 文件。</translation>
    </message>
    <message>
        <source>Choose a folder with CSV, XLSX, Parquet or GeoJSON files.</source>
        <translation>请选择含有 CSV、XLSX、Parquet 或 GeoJSON 文件的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder you may write to, with some free space.</source>
        <translation>请选择您可以写入且空间足够的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>请选择文件夹。</translation>
    </message>
    <message>
        <source>Choose a larger size.</source>
        <translation>请选择更大的尺寸。</translation>
    </message>
    <message>
        <source>Choose a layer of a past moment.</source>
        <translation>请选择历史时刻的图层。</translation>
    </message>
    <message>
        <source>Choose a layer of lines.</source>
        <translation>请选择线图层。</translation>
    </message>
    <message>
        <source>Choose a layer of points.</source>
        <translation>请选择点图层。</translation>
    </message>
    <message>
        <source>Choose a layer with polygons.</source>
        <translation>请选择面图层。</translation>
    </message>
    <message>
        <source>Choose a layer with the polygon of the district.</source>
        <translation>请选择含有区界面的图层。</translation>
    </message>
    <message>
        <source>Choose a longer range or a shorter stretch.</source>
        <translation>请选择更大的距离范围或更短的区段。</translation>
    </message>
    <message>
        <source>Choose a mapping saved by the import dialog.</source>
        <translation>请选择由导入对话框保存的映射。</translation>
    </message>
    <message>
        <source>Choose a new or an empty folder, or open the centre that is there.</source>
        <translation>请选择新的或空的文件夹，或打开该处已有的数据中心。</translation>
    </message>
    <message>
        <source>Choose a plan of the same district.</source>
        <translation>请选择同一区县的方案。</translation>
    </message>
    <message>
        <source>Choose a point and time inside, or a larger wind field.</source>
        <translation>请选择场内的点和时间，或更大的风场。</translation>
    </message>
    <message>
        <source>Choose a polygon layer with the outline of the district.</source>
        <translation>请选择含有区界的面图层。</translation>
    </message>
    <message>
        <source>Choose a polygon layer.</source>
        <translation>请选择面图层。</translation>
    </message>
    <message>
        <source>Choose a region within the measured range.</source>
        <translation>请选择测量范围之内的区间。</translation>
    </message>
    <message>
        <source>Choose a time with measurements.</source>
        <translation>请选择有测量的时间。</translation>
    </message>
    <message>
        <source>Choose another column.</source>
        <translation>请选择另一列。</translation>
    </message>
    <message>
        <source>Choose another encoding.</source>
        <translation>请选择另一种编码。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请另选文件。</translation>
    </message>
    <message>
        <source>Choose another folder, close the program that has the file open, or make room on the disk.</source>
        <translation>请另选文件夹、关闭占用该文件的程序，或清理磁盘空间。</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>请另选文件夹，或清理一些空间。</translation>
    </message>
    <message>
        <source>Choose another load.</source>
        <translation>请另选一种负荷。</translation>
    </message>
    <message>
        <source>Choose another place for the demo.</source>
        <translation>请为演示另选位置。</translation>
    </message>
    <message>
        <source>Choose another plan, or start without one.</source>
        <translation>请另选方案，或不用起始方案。</translation>
    </message>
    <message>
        <source>Choose another point or time.</source>
        <translation>请另选点或时间。</translation>
    </message>
    <message>
        <source>Choose another point, level or time.</source>
        <translation>请另选点、高度层或时间。</translation>
    </message>
    <message>
        <source>Choose another reader, or check how the file was made.</source>
        <translation>请另选读取器，或检查文件是如何生成的。</translation>
    </message>
    <message>
        <source>Choose at least one file.</source>
        <translation>请至少选择一个文件。</translation>
    </message>
    <message>
        <source>Choose continuous or instantaneous.</source>
        <translation>请选择连续或瞬时。</translation>
    </message>
    <message>
        <source>Choose euclidean or angle.</source>
        <translation>请选择 euclidean 或 angle。</translation>
    </message>
    <message>
        <source>Choose fewer clusters or more trajectories.</source>
        <translation>请减少类数，或增加轨迹。</translation>
    </message>
    <message>
        <source>Choose hourly or daily values.</source>
        <translation>请选择小时值或日值。</translation>
    </message>
    <message>
        <source>Choose km/h, m/s or kn.</source>
        <translation>请选择 km/h、m/s 或 kn。</translation>
    </message>
    <message>
        <source>Choose larger cells.</source>
        <translation>请选择更大的单元。</translation>
    </message>
    <message>
        <source>Choose one from A (very unstable) to F (stable).</source>
        <translation>请在 A（极不稳定）至 F（稳定）中选择。</translation>
    </message>
    <message>
        <source>Choose one of the known kinds.</source>
        <translation>请选择已知的站点类型之一。</translation>
    </message>
    <message>
        <source>Choose one of the network's properties.</source>
        <translation>请选择该网络的监测项目之一。</translation>
    </message>
    <message>
        <source>Choose one of {known}.</source>
        <translation>请选择其中之一：{known}。</translation>
    </message>
    <message>
        <source>Choose or make one in the import dialog.</source>
        <translation>请在导入对话框中选择或新建一个。</translation>
    </message>
    <message>
        <source>Choose rural or urban.</source>
        <translation>请选择 rural 或 urban。</translation>
    </message>
    <message>
        <source>Choose the column of the range, or enter the bin width in metres.</source>
        <translation>请选择距离所在的列，或输入以米为单位的距离门宽度。</translation>
    </message>
    <message>
        <source>Choose the folder that holds centre.toml, or make a new data centre in an empty folder.</source>
        <translation>请选择含有 centre.toml 的文件夹，或在空文件夹中新建数据中心。</translation>
    </message>
    <message>
        <source>Choose the layer with the outline of the district.</source>
        <translation>请选择含有区界轮廓的图层。</translation>
    </message>
    <message>
        <source>Choose the plan and the areas of one district.</source>
        <translation>请选择同一区的方案与范围。</translation>
    </message>
    <message>
        <source>Choose the right format.</source>
        <translation>请选择正确的格式。</translation>
    </message>
    <message>
        <source>Choose two plans of the same district.</source>
        <translation>请选择同一区的两个方案。</translation>
    </message>
    <message>
        <source>Choose {names}.</source>
        <translation>请选择 {names}。</translation>
    </message>
    <message>
        <source>Clean the topology of the units first.</source>
        <translation>请先清理单元的拓扑。</translation>
    </message>
    <message>
        <source>Complete the load; 0 is allowed.</source>
        <translation>请补全负荷；允许为 0。</translation>
    </message>
    <message>
        <source>Convert it first.</source>
        <translation>请先转换。</translation>
    </message>
    <message>
        <source>Convert the layer first.</source>
        <translation>请先转换图层。</translation>
    </message>
    <message>
        <source>Copy the file again from the instrument; if it is complete, choose another reader.</source>
        <translation>请从仪器重新复制文件；若文件完整，请另选读取器。</translation>
    </message>
    <message>
        <source>Copy the file again or ask the maker for a new one.</source>
        <translation>请重新复制文件，或向制作者索取。</translation>
    </message>
    <message>
        <source>Copy the file again or fetch it anew.</source>
        <translation>请重新复制或获取文件。</translation>
    </message>
    <message>
        <source>Copy the file again or run HYSPLIT anew.</source>
        <translation>请重新复制文件，或重新运行 HYSPLIT。</translation>
    </message>
    <message>
        <source>Copy the file again.</source>
        <translation>请重新复制文件。</translation>
    </message>
    <message>
        <source>Copy the file into the folder.</source>
        <translation>请把文件复制到该文件夹。</translation>
    </message>
    <message>
        <source>Correct it.</source>
        <translation>请改正。</translation>
    </message>
    <message>
        <source>Correct that cell of the table, or install the plugin again.</source>
        <translation>请改正表中该单元格，或重新安装插件。</translation>
    </message>
    <message>
        <source>Correct that row, or install the plugin again.</source>
        <translation>请改正该行，或重新安装插件。</translation>
    </message>
    <message>
        <source>Correct the codes in force first.</source>
        <translation>请先更正现行编码。</translation>
    </message>
    <message>
        <source>Correct the logger's clock or split the file where the time leaps.</source>
        <translation>请校正记录仪时钟，或在时间跳变处拆分文件。</translation>
    </message>
    <message>
        <source>Correct the table air_breakpoints of the standards, or install the plugin again.</source>
        <translation>请改正标准表 air_breakpoints，或重新安装插件。</translation>
    </message>
    <message>
        <source>Correct the time format of the mapping.</source>
        <translation>请改正映射中的时间格式。</translation>
    </message>
    <message>
        <source>Correct visits and minutes.</source>
        <translation>请更正巡查次数与时长。</translation>
    </message>
    <message>
        <source>Data centres at addresses that begin with {scheme}:// cannot be opened by this version.</source>
        <translation>此版本无法打开以 {scheme}:// 开头的数据中心地址。</translation>
    </message>
    <message>
        <source>Divide the district first.</source>
        <translation>请先划分网格。</translation>
    </message>
    <message>
        <source>Draw an area or use another end-point.</source>
        <translation>请画出区域，或使用另一终点浓度。</translation>
    </message>
    <message>
        <source>Dust must depolarise more than fine particles, and both between 0 and 1.</source>
        <translation>沙尘的退偏振比须大于细颗粒，且二者均在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>Empty the cells that hold text, then classify the water again.</source>
        <translation>请清空含有文字的单元格，然后重新评价水质。</translation>
    </message>
    <message>
        <source>Empty the cells that hold text, then compute the index again.</source>
        <translation>请清空含有文字的单元格，然后重新计算指数。</translation>
    </message>
    <message>
        <source>Empty the cells that hold text.</source>
        <translation>请清空含有文字的单元格。</translation>
    </message>
    <message>
        <source>Every row of {table} needs its own {key}.</source>
        <translation>{table} 的每一行都需要自己的 {key}。</translation>
    </message>
    <message>
        <source>Export it again as CSV (UTF-8) or XLSX.</source>
        <translation>请重新导出为 CSV（UTF-8）或 XLSX。</translation>
    </message>
    <message>
        <source>Export it again, or open and save it in the program it comes from.</source>
        <translation>请重新导出，或在来源程序中打开并另存。</translation>
    </message>
    <message>
        <source>Export it as CSV or Parquet.</source>
        <translation>请导出为 CSV 或 Parquet。</translation>
    </message>
    <message>
        <source>Export only the stations.</source>
        <translation>请只导出站点。</translation>
    </message>
    <message>
        <source>Export the data as CSV.</source>
        <translation>请把数据导出为 CSV。</translation>
    </message>
    <message>
        <source>Fetch or export it again.</source>
        <translation>请重新获取或导出。</translation>
    </message>
    <message>
        <source>Fetch u and v for the same levels and times, in parts that fit into memory.</source>
        <translation>请获取相同高度层和时间的 u、v，并分成内存容得下的几部分。</translation>
    </message>
    <message>
        <source>Fetch u and v into one file.</source>
        <translation>请把 u、v 放在同一文件中。</translation>
    </message>
    <message>
        <source>Fill it in.</source>
        <translation>请填写。</translation>
    </message>
    <message>
        <source>Fill the column {column} in every row.</source>
        <translation>请在每一行填写 {column} 列。</translation>
    </message>
    <message>
        <source>Fill the column {key}, each value once.</source>
        <translation>请填写 {key} 列，每个值只出现一次。</translation>
    </message>
    <message>
        <source>Fill them in.</source>
        <translation>请填写。</translation>
    </message>
    <message>
        <source>Filter by one of its own columns.</source>
        <translation>请按它自己的列筛选。</translation>
    </message>
    <message>
        <source>Finish or close the editing session in the other program and try again.</source>
        <translation>请在另一程序中结束或关闭编辑，然后重试。</translation>
    </message>
    <message>
        <source>Follow fewer.</source>
        <translation>请减少跟踪数量。</translation>
    </message>
    <message>
        <source>Free some space on the disk or raise the quota and send the same data again; nothing stored before is lost.</source>
        <translation>请清理磁盘空间或提高配额，然后重新发送同样的数据；此前存入的数据不会丢失。</translation>
    </message>
    <message>
        <source>Give 0 or more.</source>
        <translation>请给出不小于 0 的值。</translation>
    </message>
    <message>
        <source>Give a CSV file.</source>
        <translation>请提供 CSV 文件。</translation>
    </message>
    <message>
        <source>Give a GeoPackage, GeoJSON or Shapefile with the polygons of the district.</source>
        <translation>请提供含有区县面的 GeoPackage、GeoJSON 或 Shapefile。</translation>
    </message>
    <message>
        <source>Give a column mapping. Its columns are: {columns}.</source>
        <translation>请给出列映射。其列为：{columns}。</translation>
    </message>
    <message>
        <source>Give a date such as 2026-03-01, or one date for each row.</source>
        <translation>请给出如 2026-03-01 的日期，或每行一个日期。</translation>
    </message>
    <message>
        <source>Give a date such as 2026-03-01.</source>
        <translation>请给出如 2026-03-01 的日期。</translation>
    </message>
    <message>
        <source>Give a length above 0.</source>
        <translation>请输入大于 0 的长度。</translation>
    </message>
    <message>
        <source>Give a number above 0.</source>
        <translation>请给出大于 0 的数。</translation>
    </message>
    <message>
        <source>Give a number from 0 to 100.</source>
        <translation>请给出 0 至 100 之间的数。</translation>
    </message>
    <message>
        <source>Give a number not below {least}.</source>
        <translation>请给出不小于 {least} 的数。</translation>
    </message>
    <message>
        <source>Give a number of days between 1 and 3660.</source>
        <translation>请给出 1 至 3660 之间的天数。</translation>
    </message>
    <message>
        <source>Give a plan to start from, or say which grid it is locked to.</source>
        <translation>请给出起始方案，或说明它锁定到哪个网格。</translation>
    </message>
    <message>
        <source>Give a quantity of 1 or more.</source>
        <translation>请给出不小于 1 的数量。</translation>
    </message>
    <message>
        <source>Give a share from 0 to 1, or a whole number of units.</source>
        <translation>请给出 0 至 1 的比例，或单元个数（整数）。</translation>
    </message>
    <message>
        <source>Give a share, 0.05 for 5 %.</source>
        <translation>请给出比例，例如 5 % 写 0.05。</translation>
    </message>
    <message>
        <source>Give a speed above 0 and a detour from 1.</source>
        <translation>请输入大于 0 的速度和不小于 1 的绕行系数。</translation>
    </message>
    <message>
        <source>Give a speed and a span above 0.</source>
        <translation>请给出大于 0 的速度和时段。</translation>
    </message>
    <message>
        <source>Give a time with a time zone, e.g. UTC.</source>
        <translation>请给出带时区的时间，例如 UTC。</translation>
    </message>
    <message>
        <source>Give a whole number from 0.</source>
        <translation>请给出不小于 0 的整数。</translation>
    </message>
    <message>
        <source>Give a whole number from 1 on for every parent.</source>
        <translation>请为每个上级给出不小于 1 的整数。</translation>
    </message>
    <message>
        <source>Give an aware time.</source>
        <translation>请给出带时区的时间。</translation>
    </message>
    <message>
        <source>Give an instant with a time zone, e.g. in UTC.</source>
        <translation>请给出带时区的时刻，例如 UTC。</translation>
    </message>
    <message>
        <source>Give at least one concentration in g/m³.</source>
        <translation>请至少给出一个浓度（g/m³）。</translation>
    </message>
    <message>
        <source>Give at least one time above 0 seconds.</source>
        <translation>请至少给出一个大于 0 秒的时间。</translation>
    </message>
    <message>
        <source>Give at least one time after the start.</source>
        <translation>请至少给出一个开始之后的时间。</translation>
    </message>
    <message>
        <source>Give degrees of WGS-84.</source>
        <translation>请给出 WGS-84 的度数。</translation>
    </message>
    <message>
        <source>Give each station its kind.</source>
        <translation>请为每个站点给出类型。</translation>
    </message>
    <message>
        <source>Give every grid the code of its village or community as text.</source>
        <translation>请以文本形式为每个网格填写所在村（社区）代码。</translation>
    </message>
    <message>
        <source>Give every unit its township or village.</source>
        <translation>请为每个单元给出所属乡镇或村。</translation>
    </message>
    <message>
        <source>Give g/m³ above 0.</source>
        <translation>请给出大于 0 的 g/m³ 值。</translation>
    </message>
    <message>
        <source>Give hourly ozone, µg/m³, in a column o3.</source>
        <translation>请在 o3 列给出臭氧小时值（µg/m³）。</translation>
    </message>
    <message>
        <source>Give identifiers and names as text, also where they look like numbers.</source>
        <translation>编号和名称请按文本给出，即使看起来像数字。</translation>
    </message>
    <message>
        <source>Give interval as whole seconds from 0 (an instant) to a year.</source>
        <translation>interval 请用整秒，从 0（瞬时）到一年。</translation>
    </message>
    <message>
        <source>Give it in {unit}.</source>
        <translation>请以 {unit} 给出。</translation>
    </message>
    <message>
        <source>Give it with its zone.</source>
        <translation>请连同时区一起给出。</translation>
    </message>
    <message>
        <source>Give km/h above 0.</source>
        <translation>请给出大于 0 的 km/h。</translation>
    </message>
    <message>
        <source>Give longitude and latitude in degrees.</source>
        <translation>请以度给出经度和纬度。</translation>
    </message>
    <message>
        <source>Give m/s and degrees.</source>
        <translation>请给出 m/s 和度。</translation>
    </message>
    <message>
        <source>Give numbers above 0.</source>
        <translation>请给出大于 0 的数。</translation>
    </message>
    <message>
        <source>Give one concentration for each trajectory.</source>
        <translation>请为每条轨迹给出一个浓度。</translation>
    </message>
    <message>
        <source>Give one date for all rows, or one for each.</source>
        <translation>请给出一个适用于所有行的日期，或每行一个。</translation>
    </message>
    <message>
        <source>Give one for all samples, or one for each.</source>
        <translation>请给出一个适用于所有样品的值，或每个样品一个。</translation>
    </message>
    <message>
        <source>Give one time for all points, or one for each.</source>
        <translation>请给出一个适用于所有点的时间，或每点一个。</translation>
    </message>
    <message>
        <source>Give one time for all stations, or one for each.</source>
        <translation>请给出一个适用于所有站点的时间，或每站一个。</translation>
    </message>
    <message>
        <source>Give seconds after the start.</source>
        <translation>请给出开始之后的秒数。</translation>
    </message>
    <message>
        <source>Give source and reason.</source>
        <translation>请给出来源和原因。</translation>
    </message>
    <message>
        <source>Give station_id, property, time, interval, value and flag.</source>
        <translation>请给出 station_id、property、time、interval、value 和 flag。</translation>
    </message>
    <message>
        <source>Give the columns a heading: id, longitude, latitude.</source>
        <translation>请为各列加表头：id、longitude、latitude。</translation>
    </message>
    <message>
        <source>Give the dates with the same index as the concentrations, or as a plain array.</source>
        <translation>日期的索引须与浓度表相同，或给出普通数组。</translation>
    </message>
    <message>
        <source>Give the end of each interval in a column time, or as the index.</source>
        <translation>请在 time 列或索引中给出每个时段的结束时间。</translation>
    </message>
    <message>
        <source>Give the equivalent levels, dB(A), in a column leq.</source>
        <translation>请在 leq 列给出等效声级（dB(A)）。</translation>
    </message>
    <message>
        <source>Give the first as a share of 1 (0.3 is usual), the second below the reference ratio.</source>
        <translation>第一个请给出 1 以内的比例（通常 0.3），第二个须小于参考比。</translation>
    </message>
    <message>
        <source>Give the moment in UTC.</source>
        <translation>请以 UTC 给出时刻。</translation>
    </message>
    <message>
        <source>Give the path of a folder centre.</source>
        <translation>请给出文件夹数据中心的路径。</translation>
    </message>
    <message>
        <source>Give the path of its folder.</source>
        <translation>请给出其文件夹的路径。</translation>
    </message>
    <message>
        <source>Give the times in UTC.</source>
        <translation>请以 UTC 给出时间。</translation>
    </message>
    <message>
        <source>Give the wind from second 0 on.</source>
        <translation>请从第 0 秒起给出风。</translation>
    </message>
    <message>
        <source>Give them with the same index as the samples.</source>
        <translation>其索引须与样品相同。</translation>
    </message>
    <message>
        <source>Give them with the same index as the stations, or one time for all.</source>
        <translation>其索引须与站点相同，或给出一个适用于全部的时间。</translation>
    </message>
    <message>
        <source>Give time as instants in UTC (datetime64[ns, UTC]).</source>
        <translation>time 请用 UTC 时刻（datetime64[ns, UTC]）。</translation>
    </message>
    <message>
        <source>Give times with a time zone, e.g. UTC.</source>
        <translation>请给出带时区的时间，例如 UTC。</translation>
    </message>
    <message>
        <source>Give where it blows from, in degrees.</source>
        <translation>请给出风的来向（度）。</translation>
    </message>
    <message>
        <source>If it is a text file of your instrument, describe its columns in a column mapping.</source>
        <translation>若是您仪器的文本文件，请用列映射说明各列。</translation>
    </message>
    <message>
        <source>Import it as stations.</source>
        <translation>请作为站点导入。</translation>
    </message>
    <message>
        <source>Import it piece by piece.</source>
        <translation>请分批导入。</translation>
    </message>
    <message>
        <source>Import large files piece by piece.</source>
        <translation>大文件请分批导入。</translation>
    </message>
    <message>
        <source>Import the list of stations first, and check the kind of station.</source>
        <translation>请先导入站点清单，并检查站点类型。</translation>
    </message>
    <message>
        <source>Install what requirements.txt of the plugin names.</source>
        <translation>请安装插件 requirements.txt 所列的包。</translation>
    </message>
    <message>
        <source>Is this a list of stations?</source>
        <translation>这是站点清单吗？</translation>
    </message>
    <message>
        <source>Is this a table?</source>
        <translation>这是表格吗？</translation>
    </message>
    <message>
        <source>It is not clear what the columns of “{name}” mean.</source>
        <translation>不清楚“{name}”各列的含义。</translation>
    </message>
    <message>
        <source>It is not safe to open. Export the data as CSV.</source>
        <translation>打开不安全。请把数据导出为 CSV。</translation>
    </message>
    <message>
        <source>It is the sum over all six pollutants.</source>
        <translation>它由全部六项污染物求和。</translation>
    </message>
    <message>
        <source>It may have been removed; refresh the map.</source>
        <translation>可能已被移除；请刷新地图。</translation>
    </message>
    <message>
        <source>It needs columns of time, longitude and latitude, or a second table with the places.</source>
        <translation>需要时间、经度和纬度列，或另一张含位置的表。</translation>
    </message>
    <message>
        <source>It needs the entries code and name, as resources/district.toml of the plugin shows.</source>
        <translation>需要 code 和 name 两项，见插件的 resources/district.toml。</translation>
    </message>
    <message>
        <source>It takes 15 digits: district 6, township 3, village 3, number 3.</source>
        <translation>应为 15 位数字：区 6 位、乡镇 3 位、村 3 位、顺序号 3 位。</translation>
    </message>
    <message>
        <source>It takes values of type {kind}.</source>
        <translation>它接受的值类型为 {kind}。</translation>
    </message>
    <message>
        <source>Its columns are: {columns}. Adjust the column mapping.</source>
        <translation>其列为：{columns}。请调整列映射。</translation>
    </message>
    <message>
        <source>Its first column must be the range and the others the overlap, between 0 and about 1.</source>
        <translation>第一列须为距离，其余为重叠因子，约在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>Its sheets are: {titles}.</source>
        <translation>其工作表为：{titles}。</translation>
    </message>
    <message>
        <source>Join only files of one instrument.</source>
        <translation>只能合并同一仪器的文件。</translation>
    </message>
    <message>
        <source>Join only files of one measurement.</source>
        <translation>只能合并同一次测量的文件。</translation>
    </message>
    <message>
        <source>Join the status with the stations of the data centre.</source>
        <translation>请把状态表与数据中心的站点连接。</translation>
    </message>
    <message>
        <source>Keep files to be imported outside the folder of the data centre.</source>
        <translation>请把待导入的文件放在数据中心文件夹之外。</translation>
    </message>
    <message>
        <source>Keep its newest fix only.</source>
        <translation>请只保留其最新定位。</translation>
    </message>
    <message>
        <source>Keep the centre on a local disk and share it for reading.</source>
        <translation>请把数据中心放在本地磁盘上，再共享供读取。</translation>
    </message>
    <message>
        <source>Known are: {known}.</source>
        <translation>已知的有：{known}。</translation>
    </message>
    <message>
        <source>Leave pressure and height out.</source>
        <translation>请不要给出气压和高度。</translation>
    </message>
    <message>
        <source>Leave such rows to the quarantine.</source>
        <translation>这样的行请留给隔离区。</translation>
    </message>
    <message>
        <source>Let the format be found by itself. The columns are: {columns}.</source>
        <translation>请让程序自动判断格式。其列为：{columns}。</translation>
    </message>
    <message>
        <source>Lidar ratio and molecular backscatter must be above zero.</source>
        <translation>激光雷达比和分子后向散射须大于零。</translation>
    </message>
    <message>
        <source>Lidar ratio and reference ratio must be above zero.</source>
        <translation>激光雷达比和参考比须大于零。</translation>
    </message>
    <message>
        <source>Longitudes, latitudes and levels differ in number.</source>
        <translation>经度、纬度和高度层的数量不同。</translation>
    </message>
    <message>
        <source>Make fewer grids there.</source>
        <translation>请减少该村的网格数。</translation>
    </message>
    <message>
        <source>Make it again from the file it is for.</source>
        <translation>请用它所对应的文件重新生成。</translation>
    </message>
    <message>
        <source>Make it anew in the import dialog.</source>
        <translation>请在导入对话框中重新制作。</translation>
    </message>
    <message>
        <source>Make the layer again.</source>
        <translation>请重新生成图层。</translation>
    </message>
    <message>
        <source>Map each column to one of the known properties before storing it.</source>
        <translation>存入前请把每一列对应到已知的监测项目。</translation>
    </message>
    <message>
        <source>Move the foreign file elsewhere and restore the centre's own features.gpkg from a backup.</source>
        <translation>请把外来文件移到别处，并从备份恢复数据中心自己的 features.gpkg。</translation>
    </message>
    <message>
        <source>Name another.</source>
        <translation>请另取名称。</translation>
    </message>
    <message>
        <source>Name at least one column whose sum the grids shall share evenly.</source>
        <translation>请至少指定一列，各网格将均分其总和。</translation>
    </message>
    <message>
        <source>Name the columns as the properties are named.</source>
        <translation>请按监测项目的名称命名各列。</translation>
    </message>
    <message>
        <source>Name the columns unit_id, time, lon and lat.</source>
        <translation>请把各列命名为 unit_id、time、lon 和 lat。</translation>
    </message>
    <message>
        <source>Name the columns, for example, station_id, name, longitude, latitude.</source>
        <translation>请命名各列，例如 station_id、name、longitude、latitude。</translation>
    </message>
    <message>
        <source>Name the coordinate reference system of the file, or choose another file.</source>
        <translation>请指明文件的坐标参考系，或另选文件。</translation>
    </message>
    <message>
        <source>Name the coordinate reference system of the file.</source>
        <translation>请指明文件的坐标参考系。</translation>
    </message>
    <message>
        <source>Name them wind_speed and wind_direction, or u and v.</source>
        <translation>请命名为 wind_speed 和 wind_direction，或 u 和 v。</translation>
    </message>
    <message>
        <source>NetCDF, GRIB and tables of comma-separated values are read.</source>
        <translation>可读取 NetCDF、GRIB 和逗号分隔的表格。</translation>
    </message>
    <message>
        <source>No data centre was named.</source>
        <translation>没有指定数据中心。</translation>
    </message>
    <message>
        <source>No load is named.</source>
        <translation>没有指定负荷。</translation>
    </message>
    <message>
        <source>No plan can bring “{load}” within {tolerance:.1%}: {attainable:.1%} is the least that can be attained, this plan has {reached:.1%}.</source>
        <translation>任何方案都无法使“{load}”的偏差不超过 {tolerance:.1%}：最小只能达到 {attainable:.1%}，本方案为 {reached:.1%}。</translation>
    </message>
    <message>
        <source>No plan was found that keeps all locks and leaves every grid in one piece.</source>
        <translation>找不到既保持全部锁定、又使每个网格连成一片的方案。</translation>
    </message>
    <message>
        <source>No ray of the scan has a homogeneous stretch between {start} and {end} m to start the inversion from.</source>
        <translation>扫描中没有一条射线在 {start} 至 {end} m 之间有可作反演起点的均匀段。</translation>
    </message>
    <message>
        <source>No trajectory has a concentration.</source>
        <translation>没有轨迹带有浓度。</translation>
    </message>
    <message>
        <source>No unit has an area.</source>
        <translation>没有一个单元有面积。</translation>
    </message>
    <message>
        <source>Nobody knows the property {name}.</source>
        <translation>没有名为 {name} 的监测项目。</translation>
    </message>
    <message>
        <source>None of the columns can be used for a class of water.</source>
        <translation>没有可用于水质类别评价的列。</translation>
    </message>
    <message>
        <source>None of the columns can be used for an air quality index.</source>
        <translation>没有可用于空气质量指数的列。</translation>
    </message>
    <message>
        <source>One date is needed to choose the edition of a standard.</source>
        <translation>选择标准版本需要一个日期。</translation>
    </message>
    <message>
        <source>Only {budget} units may change hands.</source>
        <translation>只允许 {budget} 个单元调整归属。</translation>
    </message>
    <message>
        <source>Open it for writing.</source>
        <translation>请以可写方式打开。</translation>
    </message>
    <message>
        <source>Open it in a spreadsheet program and save it as .xlsx.</source>
        <translation>请用电子表格程序打开并另存为 .xlsx。</translation>
    </message>
    <message>
        <source>Open it once for writing, which brings it up to date.</source>
        <translation>请以可写方式打开一次，即可升级到最新格式。</translation>
    </message>
    <message>
        <source>Open it once with the version of the plugin that made it, or restore a newer copy.</source>
        <translation>请用建立它的插件版本打开一次，或恢复较新的副本。</translation>
    </message>
    <message>
        <source>Open the centre once for writing, which repairs what an interrupted write left; else restore a backup.</source>
        <translation>请以可写方式打开一次，即可修复中断的写入；否则请恢复备份。</translation>
    </message>
    <message>
        <source>Pressure is in hPa, temperature in kelvin, wavelength in nanometres.</source>
        <translation>气压单位为 hPa，温度为 K，波长为 nm。</translation>
    </message>
    <message>
        <source>Pressure, temperature or wavelength of the molecular profile is impossible.</source>
        <translation>分子廓线的气压、温度或波长不可能。</translation>
    </message>
    <message>
        <source>Quarantined records lack {columns}.</source>
        <translation>隔离记录缺少 {columns}。</translation>
    </message>
    <message>
        <source>Reading {file} needs the Python package pyfive.</source>
        <translation>读取 {file} 需要 Python 包 pyfive。</translation>
    </message>
    <message>
        <source>Refresh the layer and select again.</source>
        <translation>请刷新图层并重新选择。</translation>
    </message>
    <message>
        <source>Remove it from the folder.</source>
        <translation>请把它移出该文件夹。</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>请去掉它。</translation>
    </message>
    <message>
        <source>Rename the column, or leave it out.</source>
        <translation>请重命名该列，或去掉它。</translation>
    </message>
    <message>
        <source>Reset the index of the layer.</source>
        <translation>请重置图层的索引。</translation>
    </message>
    <message>
        <source>Restore centre.toml from a backup.</source>
        <translation>请从备份恢复 centre.toml。</translation>
    </message>
    <message>
        <source>Restore features.gpkg from a backup.</source>
        <translation>请从备份恢复 features.gpkg。</translation>
    </message>
    <message>
        <source>Restore features.gpkg from a backup; the observations beside it are untouched.</source>
        <translation>请从备份恢复 features.gpkg；旁边的观测数据不受影响。</translation>
    </message>
    <message>
        <source>Restore the file named in the details from a backup.</source>
        <translation>请从备份恢复详情中所列的文件。</translation>
    </message>
    <message>
        <source>Rows of {table} lack {column}.</source>
        <translation>{table} 的行缺少 {column}。</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>请另存为 UTF-8。</translation>
    </message>
    <message>
        <source>Save it as XLSX, or unpack the archive.</source>
        <translation>请另存为 XLSX，或解开压缩包。</translation>
    </message>
    <message>
        <source>Save it without password.</source>
        <translation>请去掉密码后另存。</translation>
    </message>
    <message>
        <source>Save the file as UTF-8, or name its encoding in the column mapping.</source>
        <translation>请把文件存为 UTF-8，或在列映射中指定其编码。</translation>
    </message>
    <message>
        <source>Save the file as UTF-8.</source>
        <translation>请把文件存为 UTF-8。</translation>
    </message>
    <message>
        <source>Save the table as CSV in UTF-8.</source>
        <translation>请把表格存为 UTF-8 的 CSV。</translation>
    </message>
    <message>
        <source>Say which column holds the signal of which channel.</source>
        <translation>请说明哪一列是哪个通道的信号。</translation>
    </message>
    <message>
        <source>Send the same data again; write to the centre only through this plugin.</source>
        <translation>请重新发送同样的数据；只能通过本插件写入数据中心。</translation>
    </message>
    <message>
        <source>Set the CRS of the layer first.</source>
        <translation>请先设置图层的坐标参考系。</translation>
    </message>
    <message>
        <source>Shorten the range of the lidar profile.</source>
        <translation>请缩短激光雷达廓线的距离。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({kind}). The log panel “Yanqing Eco” has the details.</source>
        <translation>发生意外情况（{kind}）。详情见日志面板“Yanqing Eco”。</translation>
    </message>
    <message>
        <source>Split it into files of a day.</source>
        <translation>请按日拆分。</translation>
    </message>
    <message>
        <source>Take each time from one file only.</source>
        <translation>每个时间只能取自一个文件。</translation>
    </message>
    <message>
        <source>Take one member of the ensemble.</source>
        <translation>请取集合的一个成员。</translation>
    </message>
    <message>
        <source>Take one member or one part of the file.</source>
        <translation>请取一个成员，或文件的一部分。</translation>
    </message>
    <message>
        <source>Tell it: m/s, km/h or kn.</source>
        <translation>请指明：m/s、km/h 或 kn。</translation>
    </message>
    <message>
        <source>Tell the layer its coordinate reference system, then try again.</source>
        <translation>请为图层指定坐标参考系，然后重试。</translation>
    </message>
    <message>
        <source>Tell the times of its fields; two times for a single field make it steady between them.</source>
        <translation>请给出各场的时间；单个场给两个时间，则其间为定常。</translation>
    </message>
    <message>
        <source>The GRIB file holds several fields for the same time and level.</source>
        <translation>GRIB 文件在同一时间和高度层有多个场。</translation>
    </message>
    <message>
        <source>The XML has {size} bytes, too many.</source>
        <translation>XML 有 {size} 字节，太大。</translation>
    </message>
    <message>
        <source>The XML holds a document type or entities and was not read.</source>
        <translation>XML 含有文档类型或实体，未读取。</translation>
    </message>
    <message>
        <source>The area is empty.</source>
        <translation>区域是空的。</translation>
    </message>
    <message>
        <source>The areas of the grids are not known in metres.</source>
        <translation>无法得到以米计的网格面积。</translation>
    </message>
    <message>
        <source>The axes of the wind file {file} are no degrees of latitude and longitude.</source>
        <translation>风场文件 {file} 的坐标轴不是经纬度。</translation>
    </message>
    <message>
        <source>The best plan found deviates by {reached:.1%} in “{load}”, more than the {tolerance:.1%} allowed; it is only proven that no plan is below {attainable:.1%}.</source>
        <translation>找到的最佳方案在“{load}”上偏差 {reached:.1%}，超过允许的 {tolerance:.1%}；已证明的下限仅为 {attainable:.1%}。</translation>
    </message>
    <message>
        <source>The boundary does not say its coordinate reference system.</source>
        <translation>区界没有说明坐标参考系。</translation>
    </message>
    <message>
        <source>The boundary has no area.</source>
        <translation>区界没有面积。</translation>
    </message>
    <message>
        <source>The boundary holds no polygon.</source>
        <translation>区界中没有面。</translation>
    </message>
    <message>
        <source>The boundary layer holds no polygon.</source>
        <translation>区界图层中没有面。</translation>
    </message>
    <message>
        <source>The boundary {path} cannot be read.</source>
        <translation>无法读取区界 {path}。</translation>
    </message>
    <message>
        <source>The boundary's coordinates are no longitudes and latitudes.</source>
        <translation>区界的坐标不是经纬度。</translation>
    </message>
    <message>
        <source>The bounds of {quantity} or the size of the cells are impossible.</source>
        <translation>{quantity} 的范围或单元尺寸不可能。</translation>
    </message>
    <message>
        <source>The break points of {prop} ({averaging}, edition {edition}) do not rise from 0 in whole steps.</source>
        <translation>{prop}（{averaging}，{edition} 版）的分指数断点没有从 0 起按整步递增。</translation>
    </message>
    <message>
        <source>The cells are too small for the bounds.</source>
        <translation>单元相对于范围太小。</translation>
    </message>
    <message>
        <source>The classes of wind speed must rise.</source>
        <translation>风速分级须递增。</translation>
    </message>
    <message>
        <source>The clock in {file} leaps from {before} to {after}.</source>
        <translation>{file} 中的时钟从 {before} 跳到 {after}。</translation>
    </message>
    <message>
        <source>The code {code} belongs to another village than its grid ({village}).</source>
        <translation>编码 {code} 不属于该网格所在的村（{village}）。</translation>
    </message>
    <message>
        <source>The code {code} is given to {count} grids.</source>
        <translation>编码 {code} 被 {count} 个网格使用。</translation>
    </message>
    <message>
        <source>The code {code} occurs twice.</source>
        <translation>编码 {code} 重复。</translation>
    </message>
    <message>
        <source>The code {code} of the grid “{grid}” does not belong to its village {parent}.</source>
        <translation>网格“{grid}”的编码 {code} 不属于其所在村 {parent}。</translation>
    </message>
    <message>
        <source>The column mapping cannot be understood.</source>
        <translation>无法理解列映射。</translation>
    </message>
    <message>
        <source>The column mapping cannot be used: {problem}.</source>
        <translation>列映射无法使用：{problem}。</translation>
    </message>
    <message>
        <source>The column mapping gives neither a column of ranges nor the width of the bins.</source>
        <translation>列映射既没有距离列，也没有距离门宽度。</translation>
    </message>
    <message>
        <source>The column mapping names no channel.</source>
        <translation>列映射没有指定通道。</translation>
    </message>
    <message>
        <source>The column mapping “{name}” cannot be read.</source>
        <translation>无法读取列映射“{name}”。</translation>
    </message>
    <message>
        <source>The column {column} holds something that does not fit its type.</source>
        <translation>{column} 列中有不符合其类型的内容。</translation>
    </message>
    <message>
        <source>The column {column} holds something that is no number.</source>
        <translation>{column} 列中有不是数字的内容。</translation>
    </message>
    <message>
        <source>The column {column} of the observations must hold text.</source>
        <translation>观测数据的 {column} 列须为文本。</translation>
    </message>
    <message>
        <source>The composite index lacks these columns: {missing}.</source>
        <translation>综合指数缺少这些列：{missing}。</translation>
    </message>
    <message>
        <source>The dark current has {dark} bins, the signal {signal}.</source>
        <translation>暗电流有 {dark} 个距离门，信号有 {signal} 个。</translation>
    </message>
    <message>
        <source>The data centre cannot be written: {place}.</source>
        <translation>数据中心无法写入：{place}。</translation>
    </message>
    <message>
        <source>The data centre has no station “{station}”.</source>
        <translation>数据中心没有站点“{station}”。</translation>
    </message>
    <message>
        <source>The data centre has no stations these observations could belong to.</source>
        <translation>数据中心中没有这些观测数据所属的站点。</translation>
    </message>
    <message>
        <source>The data centre has no table {name}.</source>
        <translation>数据中心没有表 {name}。</translation>
    </message>
    <message>
        <source>The data centre lies on a file system without locks and cannot be written: {place}.</source>
        <translation>数据中心所在文件系统不支持锁，无法写入：{place}。</translation>
    </message>
    <message>
        <source>The data centre {address} cannot be read now.</source>
        <translation>现在无法读取数据中心 {address}。</translation>
    </message>
    <message>
        <source>The data centre {place} cannot be read.</source>
        <translation>无法读取数据中心 {place}。</translation>
    </message>
    <message>
        <source>The data centre {place} has format {found}, newer than the format {known} this plugin knows.</source>
        <translation>数据中心 {place} 的格式为 {found}，比本插件所知的格式 {known} 新。</translation>
    </message>
    <message>
        <source>The data centre {place} has format {found}, which this plugin cannot bring to format {known}.</source>
        <translation>数据中心 {place} 的格式为 {found}，本插件无法升级到格式 {known}。</translation>
    </message>
    <message>
        <source>The data centre {place} has lost its features.gpkg.</source>
        <translation>数据中心 {place} 丢失了 features.gpkg。</translation>
    </message>
    <message>
        <source>The data centre {place} has the older format {found}.</source>
        <translation>数据中心 {place} 为旧格式 {found}。</translation>
    </message>
    <message>
        <source>The data centre {place} holds no demo district and is left as it is.</source>
        <translation>数据中心 {place} 不是演示区，保持原样。</translation>
    </message>
    <message>
        <source>The data centre {place} was opened for reading only.</source>
        <translation>数据中心 {place} 仅以只读方式打开。</translation>
    </message>
    <message>
        <source>The date that chooses the edition of a standard cannot be read.</source>
        <translation>无法读取用于选择标准版本的日期。</translation>
    </message>
    <message>
        <source>The dates that choose the edition do not belong to the rows of the table.</source>
        <translation>用于选择版本的日期与表的行不对应。</translation>
    </message>
    <message>
        <source>The dead time of {dead_time} ns is impossible.</source>
        <translation>死时间 {dead_time} ns 不可能。</translation>
    </message>
    <message>
        <source>The district file “{path}” cannot be read.</source>
        <translation>无法读取区县文件“{path}”。</translation>
    </message>
    <message>
        <source>The district has no area.</source>
        <translation>该区范围没有面积。</translation>
    </message>
    <message>
        <source>The district “{text}” cannot be read.</source>
        <translation>无法读取区县“{text}”。</translation>
    </message>
    <message>
        <source>The encoding of “{name}” is neither UTF-8 nor GB18030.</source>
        <translation>“{name}”的编码既不是 UTF-8 也不是 GB18030。</translation>
    </message>
    <message>
        <source>The encoding of “{name}” is not the UTF-16 it begins with.</source>
        <translation>“{name}”的编码与其开头标明的 UTF-16 不符。</translation>
    </message>
    <message>
        <source>The end of the demo's history does not say its time zone.</source>
        <translation>演示历史的结束时间没有说明时区。</translation>
    </message>
    <message>
        <source>The end-point “{name}” is no concentration.</source>
        <translation>终点“{name}”不是浓度。</translation>
    </message>
    <message>
        <source>The feature database of the data centre failed: {place}.</source>
        <translation>数据中心的要素数据库出错：{place}。</translation>
    </message>
    <message>
        <source>The feature database of the data centre is damaged: {place}.</source>
        <translation>数据中心的要素数据库已损坏：{place}。</translation>
    </message>
    <message>
        <source>The features of “{name}” have {count} different properties.</source>
        <translation>“{name}”的要素有 {count} 种不同属性。</translation>
    </message>
    <message>
        <source>The features.gpkg in {place} was not made by a data centre.</source>
        <translation>{place} 中的 features.gpkg 不是由数据中心建立的。</translation>
    </message>
    <message>
        <source>The file centre.toml of {place} cannot be understood.</source>
        <translation>无法理解 {place} 的 centre.toml 文件。</translation>
    </message>
    <message>
        <source>The file {path} cannot be written.</source>
        <translation>无法写入文件 {path}。</translation>
    </message>
    <message>
        <source>The file “{name}” cannot be opened.</source>
        <translation>无法打开文件“{name}”。</translation>
    </message>
    <message>
        <source>The file “{name}” could not be written.</source>
        <translation>无法写入文件“{name}”。</translation>
    </message>
    <message>
        <source>The file “{name}” has no column “{column}”.</source>
        <translation>文件“{name}”没有列“{column}”。</translation>
    </message>
    <message>
        <source>The file “{name}” has no rows.</source>
        <translation>文件“{name}”没有数据行。</translation>
    </message>
    <message>
        <source>The file “{name}” has {count} columns.</source>
        <translation>文件“{name}”有 {count} 列。</translation>
    </message>
    <message>
        <source>The file “{name}” is a web page, not a table.</source>
        <translation>文件“{name}”是网页，不是表格。</translation>
    </message>
    <message>
        <source>The file “{name}” is damaged and cannot be read.</source>
        <translation>文件“{name}”已损坏，无法读取。</translation>
    </message>
    <message>
        <source>The file “{name}” is empty.</source>
        <translation>文件“{name}”是空的。</translation>
    </message>
    <message>
        <source>The file “{name}” is not UTF-16 text.</source>
        <translation>文件“{name}”不是 UTF-16 文本。</translation>
    </message>
    <message>
        <source>The file “{name}” is not of the format “{format}”.</source>
        <translation>文件“{name}”不是“{format}”格式。</translation>
    </message>
    <message>
        <source>The file “{name}” is not what its name says.</source>
        <translation>文件“{name}”的内容与其扩展名不符。</translation>
    </message>
    <message>
        <source>The file “{name}” is too large for UTF-16 text.</source>
        <translation>文件“{name}”作为 UTF-16 文本太大。</translation>
    </message>
    <message>
        <source>The file “{name}” is too large.</source>
        <translation>文件“{name}”太大。</translation>
    </message>
    <message>
        <source>The fixes lack the columns {names}.</source>
        <translation>定位数据缺少列 {names}。</translation>
    </message>
    <message>
        <source>The folder {place} is not a data centre.</source>
        <translation>文件夹 {place} 不是数据中心。</translation>
    </message>
    <message>
        <source>The folder “{name}” holds no table that can be read.</source>
        <translation>文件夹“{name}”中没有可读取的表格。</translation>
    </message>
    <message>
        <source>The gain ratio of the polarisation channels must be above zero.</source>
        <translation>偏振通道的增益比须大于零。</translation>
    </message>
    <message>
        <source>The geometries for {table} do not say their coordinate reference system.</source>
        <translation>{table} 的几何没有说明坐标参考系。</translation>
    </message>
    <message>
        <source>The graph belongs to other units than the layer.</source>
        <translation>该邻接图属于另外的单元，不属于此图层。</translation>
    </message>
    <message>
        <source>The grid “{grid}” goes all the way round {holes} other areas.</source>
        <translation>网格“{grid}”完全包围了 {holes} 块其他区域。</translation>
    </message>
    <message>
        <source>The grid “{grid}” has no 12-digit village code but “{code}”.</source>
        <translation>网格“{grid}”的村代码不是 12 位，而是“{code}”。</translation>
    </message>
    <message>
        <source>The grid “{grid}” has no code.</source>
        <translation>网格“{grid}”没有编码。</translation>
    </message>
    <message>
        <source>The grid “{grid}” has no shape.</source>
        <translation>网格“{grid}”没有图形。</translation>
    </message>
    <message>
        <source>The grid “{grid}” has no {role} person.</source>
        <translation>网格“{grid}”没有 {role} 角人员。</translation>
    </message>
    <message>
        <source>The grid “{grid}” is a sliver of {area:.0f} m², about {width:.1f} m wide.</source>
        <translation>网格“{grid}”是碎片，面积 {area:.0f} m²，宽约 {width:.1f} m。</translation>
    </message>
    <message>
        <source>The grid “{grid}” lies in {pieces} separate pieces.</source>
        <translation>网格“{grid}”分成互不相连的 {pieces} 块。</translation>
    </message>
    <message>
        <source>The grids “{one}” and “{other}” overlap by {area:.0f} m².</source>
        <translation>网格“{one}”与“{other}”重叠 {area:.0f} m²。</translation>
    </message>
    <message>
        <source>The header of “{name}” has {count} columns.</source>
        <translation>“{name}”的表头有 {count} 列。</translation>
    </message>
    <message>
        <source>The kinds of water or target classes do not belong to the rows of the samples.</source>
        <translation>水体类型或目标类别与样品的行不对应。</translation>
    </message>
    <message>
        <source>The labels of the grids are not unique.</source>
        <translation>网格标识不唯一。</translation>
    </message>
    <message>
        <source>The labels of the units are not unique.</source>
        <translation>单元的标识有重复。</translation>
    </message>
    <message>
        <source>The layer has no roads.</source>
        <translation>图层没有道路。</translation>
    </message>
    <message>
        <source>The layer mixes coordinate systems: bring all units into one before joining them.</source>
        <translation>图层混用坐标系：请先统一坐标系再合并单元。</translation>
    </message>
    <message>
        <source>The layer {name} shows no moment.</source>
        <translation>图层 {name} 不是时刻图层。</translation>
    </message>
    <message>
        <source>The layout {layout} of the column mapping is unknown.</source>
        <translation>列映射的布局 {layout} 未知。</translation>
    </message>
    <message>
        <source>The length of a trajectory and its steps must be other than zero.</source>
        <translation>轨迹长度及其步长不能为零。</translation>
    </message>
    <message>
        <source>The levels “{level}” of the wind file {file} are neither pressures nor heights (unit “{unit}”).</source>
        <translation>风场文件 {file} 的高度层“{level}”既不是气压也不是高度（单位“{unit}”）。</translation>
    </message>
    <message>
        <source>The lidar file has a different number of angles than of rays.</source>
        <translation>激光雷达文件的角度数与射线数不同。</translation>
    </message>
    <message>
        <source>The lidar file has no channel.</source>
        <translation>激光雷达文件没有通道。</translation>
    </message>
    <message>
        <source>The lidar file holds no measurement.</source>
        <translation>激光雷达文件没有测量数据。</translation>
    </message>
    <message>
        <source>The lidar files have different range gates and cannot be one scan.</source>
        <translation>激光雷达文件的距离门不同，无法合为一次扫描。</translation>
    </message>
    <message>
        <source>The lidar files have no channel in common.</source>
        <translation>激光雷达文件没有共同的通道。</translation>
    </message>
    <message>
        <source>The lidar signal and its range have different lengths.</source>
        <translation>激光雷达信号与距离的长度不同。</translation>
    </message>
    <message>
        <source>The limit {name} = {value} is not possible.</source>
        <translation>限值 {name} = {value} 不可能。</translation>
    </message>
    <message>
        <source>The load comes in steps of {step}, which do not divide evenly.</source>
        <translation>负荷以 {step} 为单位，无法均分。</translation>
    </message>
    <message>
        <source>The load “{column}” is zero everywhere.</source>
        <translation>负荷“{column}”处处为零。</translation>
    </message>
    <message>
        <source>The locked unit “{unit}” is not in the layer.</source>
        <translation>锁定的单元“{unit}”不在图层中。</translation>
    </message>
    <message>
        <source>The locks contradict each other: the locked units of one grid cannot be joined past those of others.</source>
        <translation>锁定互相矛盾：某网格的锁定单元无法绕过其他网格的锁定单元相连。</translation>
    </message>
    <message>
        <source>The map cannot show “{name}” of the data centre.</source>
        <translation>地图无法显示数据中心的“{name}”。</translation>
    </message>
    <message>
        <source>The molecular backscatter must be above zero everywhere.</source>
        <translation>分子后向散射须处处大于零。</translation>
    </message>
    <message>
        <source>The moment has no time zone.</source>
        <translation>该时刻没有时区。</translation>
    </message>
    <message>
        <source>The observations carry flags outside HJ 212: {flags}.</source>
        <translation>观测数据带有 HJ 212 以外的标记：{flags}。</translation>
    </message>
    <message>
        <source>The observations have infinite values.</source>
        <translation>观测数据中有无穷大的值。</translation>
    </message>
    <message>
        <source>The observations have intervals that are no length of time.</source>
        <translation>观测数据的 interval 不是时间长度。</translation>
    </message>
    <message>
        <source>The observations have times outside the years 1900 to 2199.</source>
        <translation>观测数据的时间超出 1900 至 2199 年。</translation>
    </message>
    <message>
        <source>The observations have values that are no numbers.</source>
        <translation>观测数据中有不是数字的值。</translation>
    </message>
    <message>
        <source>The observations lack the columns {columns}.</source>
        <translation>观测数据缺少列 {columns}。</translation>
    </message>
    <message>
        <source>The observations name properties that nobody knows: {names}.</source>
        <translation>观测数据中有未知的监测项目：{names}。</translation>
    </message>
    <message>
        <source>The outline of the grid “{grid}” crosses itself.</source>
        <translation>网格“{grid}”的边界自相交。</translation>
    </message>
    <message>
        <source>The parent “{parent}” of the grid “{grid}” does not exist.</source>
        <translation>网格“{grid}”的上级“{parent}”不存在。</translation>
    </message>
    <message>
        <source>The patrol rule of class “{name}” makes no sense.</source>
        <translation>类别“{name}”的巡查规则无意义。</translation>
    </message>
    <message>
        <source>The payload has {size} bytes, too many for positions.</source>
        <translation>载荷有 {size} 字节，作为定位数据太大。</translation>
    </message>
    <message>
        <source>The person “{person}” has {minutes:.0f} minutes a week, {limit:.0f} are the limit.</source>
        <translation>人员“{person}”每周 {minutes:.0f} 分钟，上限为 {limit:.0f} 分钟。</translation>
    </message>
    <message>
        <source>The plan given speaks of other units than the layer.</source>
        <translation>所给方案属于另外的单元，不属于此图层。</translation>
    </message>
    <message>
        <source>The plan has no grids.</source>
        <translation>方案中没有网格。</translation>
    </message>
    <message>
        <source>The plan lies outside the layer it is checked against ({layer}).</source>
        <translation>方案位于用于检查的图层（{layer}）之外。</translation>
    </message>
    <message>
        <source>The plan to start from assigns no unit.</source>
        <translation>起始方案没有分配任何单元。</translation>
    </message>
    <message>
        <source>The points in {file} form no regular grid of longitude and latitude.</source>
        <translation>{file} 中的点不构成规则的经纬度网格。</translation>
    </message>
    <message>
        <source>The present time has no zone.</source>
        <translation>当前时间没有时区。</translation>
    </message>
    <message>
        <source>The profile of pressure and temperature has fewer than two levels.</source>
        <translation>气压和温度廓线不足两层。</translation>
    </message>
    <message>
        <source>The project {path} cannot be written.</source>
        <translation>无法写入工程 {path}。</translation>
    </message>
    <message>
        <source>The projection of the wind file {file} is not understood.</source>
        <translation>无法理解风场文件 {file} 的投影。</translation>
    </message>
    <message>
        <source>The range gates of the lidar file do not increase.</source>
        <translation>激光雷达文件的距离门没有递增。</translation>
    </message>
    <message>
        <source>The range {start}–{end} m holds fewer than {least} bins of the lidar signal ({first}–{last} m).</source>
        <translation>距离 {start}–{end} m 内的激光雷达信号不足 {least} 个距离门（{first}–{last} m）。</translation>
    </message>
    <message>
        <source>The range {start}–{end} m holds too few bins to look for the boundary layer.</source>
        <translation>距离 {start}–{end} m 内的距离门太少，无法查找边界层。</translation>
    </message>
    <message>
        <source>The readings have no length in time.</source>
        <translation>读数没有时间长度。</translation>
    </message>
    <message>
        <source>The readings in {path} cannot be shown on the map.</source>
        <translation>无法在地图上显示 {path} 中的读数。</translation>
    </message>
    <message>
        <source>The relative uncertainty of the lidar ratio must be below 0.9.</source>
        <translation>激光雷达比的相对不确定度须小于 0.9。</translation>
    </message>
    <message>
        <source>The resource “{name}” occurs twice.</source>
        <translation>资源“{name}”出现两次。</translation>
    </message>
    <message>
        <source>The resources lack the columns {names}.</source>
        <translation>资源缺少列 {names}。</translation>
    </message>
    <message>
        <source>The rows of the file cannot be told apart.</source>
        <translation>无法区分文件的各行。</translation>
    </message>
    <message>
        <source>The search range {start}–{end} m is shorter than the reference stretch of {width} m.</source>
        <translation>搜索范围 {start}–{end} m 短于参考段 {width} m。</translation>
    </message>
    <message>
        <source>The seed {seed} is below zero.</source>
        <translation>随机种子 {seed} 小于零。</translation>
    </message>
    <message>
        <source>The server may have answered with an error page: fetch the file again.</source>
        <translation>服务器可能返回了错误页面：请重新获取文件。</translation>
    </message>
    <message>
        <source>The source “{source}” has no class.</source>
        <translation>污染源“{source}”没有类别。</translation>
    </message>
    <message>
        <source>The source “{source}” is assigned to “{grid}” but lies in “{inside}”.</source>
        <translation>污染源“{source}”归属“{grid}”，但位于“{inside}”内。</translation>
    </message>
    <message>
        <source>The source “{source}” lies in no grid.</source>
        <translation>污染源“{source}”不在任何网格内。</translation>
    </message>
    <message>
        <source>The standard atmosphere is defined from −2 to 70 km.</source>
        <translation>标准大气只定义到 −2 至 70 km。</translation>
    </message>
    <message>
        <source>The start of the trajectories is no time, or there are not as many times as points.</source>
        <translation>轨迹的起始不是时间，或时间数与点数不同。</translation>
    </message>
    <message>
        <source>The stations have no place on the map.</source>
        <translation>站点没有位置，无法上图。</translation>
    </message>
    <message>
        <source>The table has no column that is an observed property.</source>
        <translation>表中没有任何列是监测项目。</translation>
    </message>
    <message>
        <source>The table has no column “leq”.</source>
        <translation>表中没有“leq”列。</translation>
    </message>
    <message>
        <source>The table has no column “o3”.</source>
        <translation>表中没有“o3”列。</translation>
    </message>
    <message>
        <source>The table has no longitude, latitude or time.</source>
        <translation>表中没有经度、纬度或时间。</translation>
    </message>
    <message>
        <source>The table has no times.</source>
        <translation>表中没有时间。</translation>
    </message>
    <message>
        <source>The table kind_rules of the standards has a row for {kind} that names no known kind or scheme.</source>
        <translation>标准表 kind_rules 中 {kind} 一行没有对应的类型或方案。</translation>
    </message>
    <message>
        <source>The table of stations has no column “kind”.</source>
        <translation>站点表没有“kind”列。</translation>
    </message>
    <message>
        <source>The table {name} of the data centre has no column {column}.</source>
        <translation>数据中心的表 {name} 没有列 {column}。</translation>
    </message>
    <message>
        <source>The table {table} of the data centre cannot be read.</source>
        <translation>无法读取数据中心的表 {table}。</translation>
    </message>
    <message>
        <source>The table {table} of the standards has “{text}” in column {column}, which is no number.</source>
        <translation>标准表 {table} 的 {column} 列中有“{text}”，不是数字。</translation>
    </message>
    <message>
        <source>The tables are: {known}.</source>
        <translation>各表为：{known}。</translation>
    </message>
    <message>
        <source>The time axis starts at no valid date: {units}</source>
        <translation>时间轴的起始日期无效：{units}</translation>
    </message>
    <message>
        <source>The time axis “{units}” (calendar “{calendar}”) is not understood.</source>
        <translation>无法理解时间轴“{units}”（历法“{calendar}”）。</translation>
    </message>
    <message>
        <source>The time of reading has no time zone.</source>
        <translation>读数时间没有时区。</translation>
    </message>
    <message>
        <source>The time of receipt has no zone.</source>
        <translation>接收时间没有时区。</translation>
    </message>
    <message>
        <source>The time {moment} does not say its time zone.</source>
        <translation>时间 {moment} 没有说明时区。</translation>
    </message>
    <message>
        <source>The time “{name}” of the warning is none with a zone.</source>
        <translation>预警的时间“{name}”没有时区。</translation>
    </message>
    <message>
        <source>The times of the observations do not say their time zone.</source>
        <translation>观测数据的时间没有说明时区。</translation>
    </message>
    <message>
        <source>The times of the readings have no time zone.</source>
        <translation>读数的时间没有时区。</translation>
    </message>
    <message>
        <source>The times of the values do not belong to the stations.</source>
        <translation>数值的时间与站点不对应。</translation>
    </message>
    <message>
        <source>The two components of the wind in {file} are on different grids.</source>
        <translation>{file} 中风的两个分量位于不同网格。</translation>
    </message>
    <message>
        <source>The two plans have no unit in common.</source>
        <translation>两个方案没有共同的单元。</translation>
    </message>
    <message>
        <source>The uncertainty of the lidar ratio or of the reference is impossible.</source>
        <translation>激光雷达比或参考值的不确定度不可能。</translation>
    </message>
    <message>
        <source>The unit of the wind speed in {file} is not known.</source>
        <translation>{file} 中风速的单位未知。</translation>
    </message>
    <message>
        <source>The unit “{unit}” alone carries {times:.2f} times the mean load of a grid.</source>
        <translation>单元“{unit}”一个的负荷就是网格平均负荷的 {times:.2f} 倍。</translation>
    </message>
    <message>
        <source>The unit “{unit}” is locked but has no grid.</source>
        <translation>单元“{unit}”已锁定，但没有所属网格。</translation>
    </message>
    <message>
        <source>The units have no column “{column}”.</source>
        <translation>单元没有“{column}”列。</translation>
    </message>
    <message>
        <source>The units lie in {count} separate areas, each of which holds whole grids.</source>
        <translation>单元分布在 {count} 个互不相连的区域，每个区域只能容纳整数个网格。</translation>
    </message>
    <message>
        <source>The units locked to grid “{grid}” carry too much together.</source>
        <translation>锁定在网格“{grid}”的单元合计负荷过大。</translation>
    </message>
    <message>
        <source>The village {village} has more than {most} grids.</source>
        <translation>村 {village} 的网格超过 {most} 个。</translation>
    </message>
    <message>
        <source>The warning has no “{name}”, which CAP requires.</source>
        <translation>预警缺少 CAP 要求的“{name}”。</translation>
    </message>
    <message>
        <source>The wind cannot be found from {rays} rays with a direction.</source>
        <translation>有方位的射线只有 {rays} 条，无法求风。</translation>
    </message>
    <message>
        <source>The wind field covers {quantity} {low} to {high} {unit}; {asked} was asked for.</source>
        <translation>风场的 {quantity} 范围为 {low} 至 {high} {unit}；所求为 {asked}。</translation>
    </message>
    <message>
        <source>The wind field has no levels.</source>
        <translation>风场没有高度层。</translation>
    </message>
    <message>
        <source>The wind field is on levels of {quantity}, and none was given.</source>
        <translation>风场按 {quantity} 分层，但没有给出高度层。</translation>
    </message>
    <message>
        <source>The wind file {file} has an axis “{axis}” that is not time, level, latitude or longitude.</source>
        <translation>风场文件 {file} 有坐标轴“{axis}”，不是时间、高度层、纬度或经度。</translation>
    </message>
    <message>
        <source>The wind file {file} holds no wind.</source>
        <translation>风场文件 {file} 中没有风。</translation>
    </message>
    <message>
        <source>The wind files tell the same time twice, or no time.</source>
        <translation>风场文件的时间重复，或没有时间。</translation>
    </message>
    <message>
        <source>The wind has another shape than its axes {shape}.</source>
        <translation>风的形状与其坐标轴 {shape} 不同。</translation>
    </message>
    <message>
        <source>The wind has no direction.</source>
        <translation>风没有方向。</translation>
    </message>
    <message>
        <source>The wind in {file} has no time axis that tells instants.</source>
        <translation>{file} 中的风没有给出时刻的时间轴。</translation>
    </message>
    <message>
        <source>The wind in {file} is in “{unit}”, not in m/s.</source>
        <translation>{file} 中风的单位为“{unit}”，不是 m/s。</translation>
    </message>
    <message>
        <source>The wind is missing at a point that was asked for.</source>
        <translation>所求的点缺少风。</translation>
    </message>
    <message>
        <source>The wind is missing at a starting point.</source>
        <translation>起点缺少风。</translation>
    </message>
    <message>
        <source>The wind is too strong for the grid of the field.</source>
        <translation>风相对于风场网格太强。</translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>The workbook “{name}” has more than {limit} cells.</source>
        <translation>工作簿“{name}”超过 {limit} 个单元格。</translation>
    </message>
    <message>
        <source>The workbook “{name}” has no sheet “{sheet}”.</source>
        <translation>工作簿“{name}”没有工作表“{sheet}”。</translation>
    </message>
    <message>
        <source>The workbook “{name}” is encrypted.</source>
        <translation>工作簿“{name}”已加密。</translation>
    </message>
    <message>
        <source>The workbook “{name}” unpacks to far more than its size.</source>
        <translation>工作簿“{name}”解压后远大于其文件大小。</translation>
    </message>
    <message>
        <source>The {name} of a warning is one word without comma.</source>
        <translation>预警的 {name} 须是一个不含逗号的词。</translation>
    </message>
    <message>
        <source>The {quantity} axis of the wind file {file} neither rises nor falls steadily.</source>
        <translation>风场文件 {file} 的 {quantity} 轴既非递增也非递减。</translation>
    </message>
    <message>
        <source>The {role} person “{person}” of the grid “{grid}” is not in the list of persons.</source>
        <translation>网格“{grid}”的 {role} 角“{person}”不在人员名单中。</translation>
    </message>
    <message>
        <source>The {what} has another shape than the lidar profile ({shape} for {bins} bins).</source>
        <translation>{what} 的形状与激光雷达廓线不同（{shape}，廓线为 {bins} 个距离门）。</translation>
    </message>
    <message>
        <source>There are no limits for the source “{source}”.</source>
        <translation>来源“{source}”没有限值。</translation>
    </message>
    <message>
        <source>There are no noise limits of {standard}.</source>
        <translation>没有 {standard} 的噪声限值。</translation>
    </message>
    <message>
        <source>There are no statistics by {period}.</source>
        <translation>不能按 {period} 统计。</translation>
    </message>
    <message>
        <source>There are no units to divide.</source>
        <translation>没有可划分的单元。</translation>
    </message>
    <message>
        <source>There are {dates} dates for {rows} rows of concentrations.</source>
        <translation>{rows} 行浓度有 {dates} 个日期。</translation>
    </message>
    <message>
        <source>There are {given} kinds of water or target classes for {rows} samples.</source>
        <translation>{rows} 个样品有 {given} 个水体类型或目标类别。</translation>
    </message>
    <message>
        <source>There are {times} times for {stations} stations.</source>
        <translation>{stations} 个站点有 {times} 个时间。</translation>
    </message>
    <message>
        <source>There is no data centre at {place}.</source>
        <translation>{place} 没有数据中心。</translation>
    </message>
    <message>
        <source>There is no datum named “{datum}”.</source>
        <translation>没有名为“{datum}”的坐标基准。</translation>
    </message>
    <message>
        <source>There is no distance “{method}”.</source>
        <translation>没有距离“{method}”。</translation>
    </message>
    <message>
        <source>There is no edition {edition} of the air quality index.</source>
        <translation>空气质量指数没有 {edition} 版。</translation>
    </message>
    <message>
        <source>There is no edition {edition} of the evaluation of air quality.</source>
        <translation>空气质量评价没有 {edition} 版。</translation>
    </message>
    <message>
        <source>There is no end-point.</source>
        <translation>没有终点浓度。</translation>
    </message>
    <message>
        <source>There is no file format “{format}”.</source>
        <translation>没有文件格式“{format}”。</translation>
    </message>
    <message>
        <source>There is no file “{name}”.</source>
        <translation>没有文件“{name}”。</translation>
    </message>
    <message>
        <source>There is no kind of station “{kind}”.</source>
        <translation>没有站点类型“{kind}”。</translation>
    </message>
    <message>
        <source>There is no lidar reader “{reader}”.</source>
        <translation>没有激光雷达读取器“{reader}”。</translation>
    </message>
    <message>
        <source>There is no lidar scan to join.</source>
        <translation>没有可合并的激光雷达扫描。</translation>
    </message>
    <message>
        <source>There is no moment to draw.</source>
        <translation>没有可绘制的时刻。</translation>
    </message>
    <message>
        <source>There is no patrol rule for the class “{name}”.</source>
        <translation>类别“{name}”没有巡查规则。</translation>
    </message>
    <message>
        <source>There is no place at {lon}, {lat}.</source>
        <translation>没有位置 {lon}，{lat}。</translation>
    </message>
    <message>
        <source>There is no position format “{name}”.</source>
        <translation>没有定位格式“{name}”。</translation>
    </message>
    <message>
        <source>There is no release of kind “{kind}”.</source>
        <translation>没有“{kind}”类型的释放。</translation>
    </message>
    <message>
        <source>There is no space left for the data centre: {place}.</source>
        <translation>数据中心没有剩余空间：{place}。</translation>
    </message>
    <message>
        <source>There is no stability class “{stability}”.</source>
        <translation>没有稳定度等级“{stability}”。</translation>
    </message>
    <message>
        <source>There is no starting point.</source>
        <translation>没有起点。</translation>
    </message>
    <message>
        <source>There is no terrain “{terrain}”.</source>
        <translation>没有地形类型“{terrain}”。</translation>
    </message>
    <message>
        <source>There is no time with both wind and concentration.</source>
        <translation>没有同时具有风和浓度的时间。</translation>
    </message>
    <message>
        <source>There is no unit of speed “{unit}”.</source>
        <translation>没有速度单位“{unit}”。</translation>
    </message>
    <message>
        <source>There is no weight rule “{rule}”.</source>
        <translation>没有权重规则“{rule}”。</translation>
    </message>
    <message>
        <source>There is no wind file among those given.</source>
        <translation>所给文件中没有风场文件。</translation>
    </message>
    <message>
        <source>There is no wind for the start of the release.</source>
        <translation>释放开始时没有风。</translation>
    </message>
    <message>
        <source>This is a heavy gas (Richardson number {richardson:.3g}, limit {limit:.3g}); no area is drawn.</source>
        <translation>这是重气体（理查森数 {richardson:.3g}，限值 {limit:.3g}），不绘制范围。</translation>
    </message>
    <message>
        <source>This is no CAP 1.2 warning.</source>
        <translation>这不是 CAP 1.2 预警。</translation>
    </message>
    <message>
        <source>This is no GPX file.</source>
        <translation>这不是 GPX 文件。</translation>
    </message>
    <message>
        <source>This is no table.</source>
        <translation>这不是表格。</translation>
    </message>
    <message>
        <source>This is no valid HJ 212 frame ({reason} at byte {offset}).</source>
        <translation>这不是有效的 HJ 212 帧（{reason}，第 {offset} 字节）。</translation>
    </message>
    <message>
        <source>This is no well-formed XML.</source>
        <translation>这不是格式正确的 XML。</translation>
    </message>
    <message>
        <source>This is not a table of observations.</source>
        <translation>这不是观测数据表。</translation>
    </message>
    <message>
        <source>Times must count from a date of the Gregorian calendar.</source>
        <translation>时间须从公历日期起算。</translation>
    </message>
    <message>
        <source>Too many units are locked: no unit is free for another grid.</source>
        <translation>锁定的单元太多：没有空闲单元可分给其他网格。</translation>
    </message>
    <message>
        <source>Trajectories and concentrations do not fit together.</source>
        <translation>轨迹与浓度不对应。</translation>
    </message>
    <message>
        <source>Trajectories to be grouped need two points or more each.</source>
        <translation>要分组的轨迹各需两个点以上。</translation>
    </message>
    <message>
        <source>Try again; where it persists, restore features.gpkg from a backup.</source>
        <translation>请重试；如仍如此，请从备份恢复 features.gpkg。</translation>
    </message>
    <message>
        <source>Units are locked to more grids than the plan may have.</source>
        <translation>锁定所涉网格多于方案允许的网格数。</translation>
    </message>
    <message>
        <source>Units of {size} m are too small for this district.</source>
        <translation>{size} m 的单元对该区来说太小。</translation>
    </message>
    <message>
        <source>Unlock it.</source>
        <translation>请解除其锁定。</translation>
    </message>
    <message>
        <source>Unlock the units between the pieces of a grid.</source>
        <translation>请解除网格各片之间单元的锁定。</translation>
    </message>
    <message>
        <source>Unlock the units between them.</source>
        <translation>请解除它们之间单元的锁定。</translation>
    </message>
    <message>
        <source>Unlock units or ask for fewer grids.</source>
        <translation>请解除部分锁定，或减少网格数。</translation>
    </message>
    <message>
        <source>Unpack it first.</source>
        <translation>请先解压。</translation>
    </message>
    <message>
        <source>Update the plugin on this computer.</source>
        <translation>请更新此计算机上的插件。</translation>
    </message>
    <message>
        <source>Use I, II, III, IV or V.</source>
        <translation>请用 I、II、III、IV 或 V。</translation>
    </message>
    <message>
        <source>Use a dark measurement of the same set-up.</source>
        <translation>请用同一装置的暗测量。</translation>
    </message>
    <message>
        <source>Use a decoder's frame.</source>
        <translation>请使用解码器给出的数据帧。</translation>
    </message>
    <message>
        <source>Use a file on a regular grid, with one row of values per axis.</source>
        <translation>请使用规则网格上的文件，每个坐标轴一行数值。</translation>
    </message>
    <message>
        <source>Use a heavy-gas model such as SLAB (HJ 169-2018) and load its result as a layer.</source>
        <translation>请用 SLAB 等重气体模型（HJ 169-2018），并把结果作为图层载入。</translation>
    </message>
    <message>
        <source>Use a metric coordinate system.</source>
        <translation>请使用以米为单位的坐标系。</translation>
    </message>
    <message>
        <source>Use a scan in at least four directions around the instrument.</source>
        <translation>请使用围绕仪器至少四个方向的扫描。</translation>
    </message>
    <message>
        <source>Use at least {least} m/s, or a sequence of puffs for calm air.</source>
        <translation>风速至少 {least} m/s；静风请用烟团序列。</translation>
    </message>
    <message>
        <source>Use hour, day, month, year or whole.</source>
        <translation>请用 hour、day、month、year 或 whole。</translation>
    </message>
    <message>
        <source>Use one of N F M S D C T B.</source>
        <translation>请用 N F M S D C T B 之一。</translation>
    </message>
    <message>
        <source>Use one of the known properties.</source>
        <translation>请用已知的监测项目之一。</translation>
    </message>
    <message>
        <source>Use one of these: {names}.</source>
        <translation>请用其中之一：{names}。</translation>
    </message>
    <message>
        <source>Use one of: {known}.</source>
        <translation>请用其中之一：{known}。</translation>
    </message>
    <message>
        <source>Use river, or lake for lakes and reservoirs.</source>
        <translation>请用 river；湖库用 lake。</translation>
    </message>
    <message>
        <source>Use the standard atmosphere, or another sonde.</source>
        <translation>请用标准大气，或另一探空资料。</translation>
    </message>
    <message>
        <source>Wait until its import has finished and try again.</source>
        <translation>请等导入结束后重试。</translation>
    </message>
    <message>
        <source>Widen the search range, average more rays, or take another scan: this one may be all cloud or fog.</source>
        <translation>请扩大搜索范围、平均更多射线，或换一次扫描：这一次可能全是云或雾。</translation>
    </message>
    <message>
        <source>Widen the search range.</source>
        <translation>请扩大搜索范围。</translation>
    </message>
    <message>
        <source>Wind and concentration differ in number.</source>
        <translation>风与浓度的数量不同。</translation>
    </message>
    <message>
        <source>Wind directions must be 0 to 360 degrees and speeds not negative.</source>
        <translation>风向须为 0 至 360 度，风速不能为负。</translation>
    </message>
    <message>
        <source>Wind of scattered stations must be interpolated to a grid first.</source>
        <translation>分散站点的风须先插值到网格。</translation>
    </message>
    <message>
        <source>Wind on model levels must be brought to pressure levels first.</source>
        <translation>模式层的风须先转换到气压层。</translation>
    </message>
    <message>
        <source>Write its six-digit code and its name, for example “110119 延庆区 Yanqing”.</source>
        <translation>请写六位代码和名称，例如“110119 延庆区 Yanqing”。</translation>
    </message>
    <message>
        <source>Write to its table.</source>
        <translation>请写入其表。</translation>
    </message>
    <message>
        <source>Write to the table it shows: {table}.</source>
        <translation>请写入它所显示的表：{table}。</translation>
    </message>
    <message>
        <source>{area:.0f} m² belong to no grid.</source>
        <translation>{area:.0f} m² 不属于任何网格。</translation>
    </message>
    <message>
        <source>{area:.0f} m² of the grids lie outside the district.</source>
        <translation>网格有 {area:.0f} m² 位于区外。</translation>
    </message>
    <message>
        <source>{bins} bins cannot be averaged in a profile of {length}.</source>
        <translation>廓线长度为 {length}，无法按 {bins} 个距离门平均。</translation>
    </message>
    <message>
        <source>{count} observations have no time.</source>
        <translation>{count} 条观测数据没有时间。</translation>
    </message>
    <message>
        <source>{count} observations have no {column}.</source>
        <translation>{count} 条观测数据没有 {column}。</translation>
    </message>
    <message>
        <source>{count} times were told for the {fields} fields of {file}.</source>
        <translation>{file} 有 {fields} 个场，却给出了 {count} 个时间。</translation>
    </message>
    <message>
        <source>{count} units carry so much that {sharing} of them have to share one grid.</source>
        <translation>{count} 个单元负荷过大，其中必有 {sharing} 个同属一个网格。</translation>
    </message>
    <message>
        <source>{count} units have a shape that cannot be used ({problem}), first “{unit}”.</source>
        <translation>{count} 个单元的形状无法使用（{problem}），第一个为“{unit}”。</translation>
    </message>
    <message>
        <source>{count} units have coordinates that are no degrees, first “{unit}”.</source>
        <translation>{count} 个单元的坐标不是度，第一个为“{unit}”。</translation>
    </message>
    <message>
        <source>{count} units have no parent, first “{unit}”.</source>
        <translation>{count} 个单元没有上级，第一个为“{unit}”。</translation>
    </message>
    <message>
        <source>{count} units have no usable value of “{column}” (missing or below zero), first “{unit}”.</source>
        <translation>{count} 个单元的“{column}”没有可用的值（缺失或小于零），第一个为“{unit}”。</translation>
    </message>
    <message>
        <source>{count} units lie over a neighbour, first “{unit}”.</source>
        <translation>{count} 个单元与相邻单元重叠，第一个为“{unit}”。</translation>
    </message>
    <message>
        <source>{file} and {other} are on different grids.</source>
        <translation>{file} 与 {other} 位于不同网格。</translation>
    </message>
    <message>
        <source>{file} cannot be read.</source>
        <translation>无法读取 {file}。</translation>
    </message>
    <message>
        <source>{file} does not tell time and place of the wind.</source>
        <translation>{file} 没有说明风的时间和地点。</translation>
    </message>
    <message>
        <source>{file} does not tell which column is the longitude.</source>
        <translation>{file} 没有说明哪一列是经度。</translation>
    </message>
    <message>
        <source>{file} has no column {column}.</source>
        <translation>{file} 没有列 {column}。</translation>
    </message>
    <message>
        <source>{file} has no columns of wind speed and direction.</source>
        <translation>{file} 没有风速和风向列。</translation>
    </message>
    <message>
        <source>{file} has no level with both components of the wind at every time.</source>
        <translation>{file} 没有在每个时间都具备两个分量的高度层。</translation>
    </message>
    <message>
        <source>{file} has no variable {variable}.</source>
        <translation>{file} 没有变量 {variable}。</translation>
    </message>
    <message>
        <source>{file} holds no column mapping.</source>
        <translation>{file} 不含列映射。</translation>
    </message>
    <message>
        <source>{file} holds no eastward and northward wind.</source>
        <translation>{file} 没有东向风和北向风。</translation>
    </message>
    <message>
        <source>{file} is damaged or is not a complete {format} file.</source>
        <translation>{file} 已损坏，或不是完整的 {format} 文件。</translation>
    </message>
    <message>
        <source>{file} is empty.</source>
        <translation>{file} 是空的。</translation>
    </message>
    <message>
        <source>{file} is no complete GRIB file.</source>
        <translation>{file} 不是完整的 GRIB 文件。</translation>
    </message>
    <message>
        <source>{file} is no complete HYSPLIT trajectory file (line {line}).</source>
        <translation>{file} 不是完整的 HYSPLIT 轨迹文件（第 {line} 行）。</translation>
    </message>
    <message>
        <source>{file} is no complete NetCDF file.</source>
        <translation>{file} 不是完整的 NetCDF 文件。</translation>
    </message>
    <message>
        <source>{file} is no lidar scan of a known format.</source>
        <translation>{file} 不是已知格式的激光雷达扫描。</translation>
    </message>
    <message>
        <source>{file} is no table of an overlap function.</source>
        <translation>{file} 不是重叠因子表。</translation>
    </message>
    <message>
        <source>{file} is no table of comma-separated values.</source>
        <translation>{file} 不是逗号分隔的表格。</translation>
    </message>
    <message>
        <source>{file} is no wind file of a known format.</source>
        <translation>{file} 不是已知格式的风场文件。</translation>
    </message>
    <message>
        <source>{file} is not on a regular grid of latitude and longitude.</source>
        <translation>{file} 不在规则的经纬度网格上。</translation>
    </message>
    <message>
        <source>{file} is on a projected grid, and whether its wind follows the grid or true north cannot be told.</source>
        <translation>{file} 为投影网格，无法判断其风沿网格还是正北。</translation>
    </message>
    <message>
        <source>{file} is too large for a lidar scan ({size} MB).</source>
        <translation>{file} 作为激光雷达扫描太大（{size} MB）。</translation>
    </message>
    <message>
        <source>{file} is too large for a trajectory file.</source>
        <translation>{file} 作为轨迹文件太大。</translation>
    </message>
    <message>
        <source>{file} names no place by longitude and latitude.</source>
        <translation>{file} 没有以经纬度给出位置。</translation>
    </message>
    <message>
        <source>{found} complete trajectories cannot form {count} clusters.</source>
        <translation>{found} 条完整轨迹无法分成 {count} 类。</translation>
    </message>
    <message>
        <source>{limit} is no share of units that may change hands.</source>
        <translation>{limit} 不是可易手单元的比例。</translation>
    </message>
    <message>
        <source>{moved} units had to change hands, more than the {budget} allowed, to bring every grid into one piece.</source>
        <translation>为使每个网格连成一片，有 {moved} 个单元必须调整归属，超过允许的 {budget} 个。</translation>
    </message>
    <message>
        <source>{name} = {value} is not possible.</source>
        <translation>{name} = {value} 不可能。</translation>
    </message>
    <message>
        <source>{name} is a view and cannot be written.</source>
        <translation>{name} 是视图，不能写入。</translation>
    </message>
    <message>
        <source>{parts} grids cannot be made of {units} units (parent: {parent}).</source>
        <translation>无法由 {units} 个单元划分出 {parts} 个网格（上级：{parent}）。</translation>
    </message>
    <message>
        <source>{parts} grids cannot be made.</source>
        <translation>无法划分出 {parts} 个网格。</translation>
    </message>
    <message>
        <source>{percentile} is no percentile.</source>
        <translation>{percentile} 不是百分位。</translation>
    </message>
    <message>
        <source>{place} is not empty; no data centre was made.</source>
        <translation>{place} 不是空文件夹；没有建立数据中心。</translation>
    </message>
    <message>
        <source>{rows} rows of trajectories are too many.</source>
        <translation>{rows} 行轨迹太多。</translation>
    </message>
    <message>
        <source>{share:.1%} of the grid “{grid}” lie outside its parent {parent}.</source>
        <translation>网格“{grid}”有 {share:.1%} 位于上级 {parent} 之外。</translation>
    </message>
    <message>
        <source>{table} takes geometries of type {wanted}, not {found}.</source>
        <translation>{table} 的几何类型应为 {wanted}，而不是 {found}。</translation>
    </message>
    <message>
        <source>“{averaging}” and “{publish}” are no way to compute an air quality index.</source>
        <translation>无法按“{averaging}”和“{publish}”计算空气质量指数。</translation>
    </message>
    <message>
        <source>“{body}” is no kind of surface water.</source>
        <translation>“{body}”不是地表水体类型。</translation>
    </message>
    <message>
        <source>“{code}” is no code of a grid.</source>
        <translation>“{code}”不是网格编码。</translation>
    </message>
    <message>
        <source>“{code}” of the grid “{grid}” is no code of 15 digits.</source>
        <translation>网格“{grid}”的“{code}”不是 15 位编码。</translation>
    </message>
    <message>
        <source>“{kind}” is no kind of station.</source>
        <translation>“{kind}”不是站点类型。</translation>
    </message>
    <message>
        <source>“{name}” and the data centre lie in one another.</source>
        <translation>“{name}”与数据中心互相嵌套。</translation>
    </message>
    <message>
        <source>“{name}” cannot be read as roads.</source>
        <translation>“{name}”不能作为道路读取。</translation>
    </message>
    <message>
        <source>“{name}” has more than {limit} rows.</source>
        <translation>“{name}”超过 {limit} 行。</translation>
    </message>
    <message>
        <source>“{name}” has no columns for the station's id or name and its longitude and latitude.</source>
        <translation>“{name}”没有站点编号或名称及其经纬度的列。</translation>
    </message>
    <message>
        <source>“{name}” has no layer “{layer}”.</source>
        <translation>“{name}”没有图层“{layer}”。</translation>
    </message>
    <message>
        <source>“{name}” has no places.</source>
        <translation>“{name}”没有位置。</translation>
    </message>
    <message>
        <source>“{name}” has no roads.</source>
        <translation>“{name}”没有道路。</translation>
    </message>
    <message>
        <source>“{name}” holds a character that XML has not.</source>
        <translation>“{name}”含有 XML 不允许的字符。</translation>
    </message>
    <message>
        <source>“{name}” is a link that leaves the folder.</source>
        <translation>“{name}”是指向文件夹之外的链接。</translation>
    </message>
    <message>
        <source>“{name}” is a map layer, not a table of observations.</source>
        <translation>“{name}”是地图图层，不是观测数据表。</translation>
    </message>
    <message>
        <source>“{name}” is a workbook of the old kind.</source>
        <translation>“{name}”是旧格式的工作簿。</translation>
    </message>
    <message>
        <source>“{name}” is not a complete GeoJSON feature collection.</source>
        <translation>“{name}”不是完整的 GeoJSON 要素集合。</translation>
    </message>
    <message>
        <source>“{name}” is not a file.</source>
        <translation>“{name}”不是文件。</translation>
    </message>
    <message>
        <source>“{name}” is not a folder.</source>
        <translation>“{name}”不是文件夹。</translation>
    </message>
    <message>
        <source>“{name}” is not a workbook.</source>
        <translation>“{name}”不是工作簿。</translation>
    </message>
    <message>
        <source>“{name}” is packed with bzip2, which GDAL does not read.</source>
        <translation>“{name}”用 bzip2 压缩，GDAL 无法读取。</translation>
    </message>
    <message>
        <source>“{prop}” is no observed property.</source>
        <translation>“{prop}”不是监测项目。</translation>
    </message>
    <message>
        <source>“{target}” is no target class of water.</source>
        <translation>“{target}”不是水质目标类别。</translation>
    </message>
    <message>
        <source>“{text}” is no time in the format of the column mapping.</source>
        <translation>“{text}”不是列映射所定格式的时间。</translation>
    </message>
    <message>
        <source>“{word}” is no {name} that CAP knows.</source>
        <translation>“{word}”不是 CAP 所知的 {name}。</translation>
    </message>
    <message>
        <source>“{zone}” is no class of noise zone.</source>
        <translation>“{zone}”不是声环境功能区类别。</translation>
    </message>
</context>
<context>
    <name>EcoGroups</name>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>Monitoring network</source>
        <translation>监测网络</translation>
    </message>
    <message>
        <source>Standards</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
</context>
<context>
    <name>EcoOptionsFactory</name>
    <message>
        <source>Yanqing Eco</source>
        <translation>延庆生态环境</translation>
    </message>
</context>
<context>
    <name>EcoOptionsPage</name>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>As QGIS</source>
        <translation>与 QGIS 相同</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy this list</source>
        <translation>复制此清单</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>Everything the plugin needs is installed.</source>
        <translation>插件所需的都已安装。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder of the data centre</source>
        <translation>数据中心的文件夹</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>已安装</translation>
    </message>
    <message>
        <source>Language of map and charts</source>
        <translation>地图与曲线的语言</translation>
    </message>
    <message>
        <source>Layers that are in a project already keep their language until they are made anew.</source>
        <translation>工程中已有的图层保持原来的语言，重新生成后才改变。</translation>
    </message>
    <message>
        <source>Live map</source>
        <translation>实时地图</translation>
    </message>
    <message>
        <source>Look for new values every</source>
        <translation>查看新数据的间隔</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>所需</translation>
    </message>
    <message>
        <source>Not installed, or in another version: {names}. Run this command, then start QGIS again:</source>
        <translation>未安装或版本不符：{names}。请运行此命令，然后重新启动 QGIS：</translation>
    </message>
    <message>
        <source>Open it when QGIS starts</source>
        <translation>QGIS 启动时打开</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>包</translation>
    </message>
    <message>
        <source>What is installed</source>
        <translation>安装情况</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>{version} – another version is needed</source>
        <translation>{version}——需要另一版本</translation>
    </message>
</context>
<context>
    <name>EcoProvider</name>
    <message>
        <source>Yanqing Eco</source>
        <translation>延庆生态环境</translation>
    </message>
</context>
<context>
    <name>EcoReasons</name>
    <message>
        <source>damaged characters</source>
        <translation>乱码</translation>
    </message>
    <message>
        <source>impossible coordinates</source>
        <translation>坐标不可能</translation>
    </message>
    <message>
        <source>incomplete last line</source>
        <translation>最后一行不完整</translation>
    </message>
    <message>
        <source>name that fits several stations</source>
        <translation>名称对应多个站点</translation>
    </message>
    <message>
        <source>negative value</source>
        <translation>负值</translation>
    </message>
    <message>
        <source>no station named</source>
        <translation>没有叫这个名称的站点</translation>
    </message>
    <message>
        <source>physically impossible value</source>
        <translation>物理上不可能的值</translation>
    </message>
    <message>
        <source>row with another number of cells than the header</source>
        <translation>该行单元格数与表头不符</translation>
    </message>
    <message>
        <source>time in the future</source>
        <translation>未来的时间</translation>
    </message>
    <message>
        <source>unit that does not fit the property</source>
        <translation>单位与监测项目不符</translation>
    </message>
    <message>
        <source>unknown data flag</source>
        <translation>未知的数据标记</translation>
    </message>
    <message>
        <source>unknown kind of station</source>
        <translation>未知的站点类型</translation>
    </message>
    <message>
        <source>unknown property</source>
        <translation>未知的监测项目</translation>
    </message>
    <message>
        <source>unknown station</source>
        <translation>未知的站点</translation>
    </message>
    <message>
        <source>unreadable file</source>
        <translation>无法读取的文件</translation>
    </message>
    <message>
        <source>unreadable time</source>
        <translation>无法读取的时间</translation>
    </message>
    <message>
        <source>value replaced by a later row</source>
        <translation>被后面的行替换的值</translation>
    </message>
    <message>
        <source>value that is no number</source>
        <translation>不是数字的值</translation>
    </message>
</context>
<context>
    <name>EcoSession</name>
    <message>
        <source>Opening the data centre</source>
        <translation>正在打开数据中心</translation>
    </message>
    <message>
        <source>Yanqing Eco</source>
        <translation>延庆生态环境</translation>
    </message>
</context>
<context>
    <name>EcoWindow</name>
    <message>
        <source>Click a station</source>
        <translation>点选站点</translation>
    </message>
    <message>
        <source>Yanqing Eco</source>
        <translation>延庆生态环境</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create a demo centre…</source>
        <translation>新建演示数据中心…</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>No data centre is open: open one, or make a demo centre to look around.</source>
        <translation>尚未打开数据中心：请打开一个，或新建演示数据中心看看。</translation>
    </message>
    <message>
        <source>Open a data centre…</source>
        <translation>打开数据中心…</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>已保存 {path}</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写入 {name}</translation>
    </message>
</context>
<context>
    <name>ImportObservations</name>
    <message>
        <source>A file, or a folder whose files are all read, also those in its subfolders. Type or paste the path of a folder.</source>
        <translation>一个文件，或一个文件夹（读取其中及其子文件夹中的全部文件）。可键入或粘贴文件夹路径。</translation>
    </message>
    <message>
        <source>A saved column mapping (JSON); files whose names fit one of its patterns are read by it, whatever the format says.</source>
        <translation>已保存的列映射（JSON）；文件名符合其中某个模式的文件按它读取，不论格式如何选择。</translation>
    </message>
    <message>
        <source>Air quality of KDD Cup 2018</source>
        <translation>KDD Cup 2018 空气质量</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Any table whose columns have usual names</source>
        <translation>任何列名通用的表格</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Beijing multi-site air quality (UCI)</source>
        <translation>北京多站点空气质量（UCI）</translation>
    </message>
    <message>
        <source>Column mapping</source>
        <translation>列映射</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>File or folder</source>
        <translation>文件或文件夹</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>无法读取的文件</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Hourly air quality, a column per station (quotsoft)</source>
        <translation>逐时空气质量，每站一列（quotsoft）</translation>
    </message>
    <message>
        <source>How the files are written; automatic tells it from the header of each file.</source>
        <translation>文件的书写方式；“自动”根据每个文件的表头判断。</translation>
    </message>
    <message>
        <source>Import observations</source>
        <translation>导入观测数据</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Kind of station</source>
        <translation>站点类型</translation>
    </message>
    <message>
        <source>Measurements accepted</source>
        <translation>已接受的测量值</translation>
    </message>
    <message>
        <source>National hourly publication (CNEMC, GeoJSON)</source>
        <translation>国家逐时发布（CNEMC，GeoJSON）</translation>
    </message>
    <message>
        <source>National surface-water publication</source>
        <translation>国家地表水发布</translation>
    </message>
    <message>
        <source>Of these, already in the centre</source>
        <translation>其中数据中心已有</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Records added to the quarantine</source>
        <translation>进入隔离区的记录</translation>
    </message>
    <message>
        <source>Records rejected</source>
        <translation>拒绝的记录</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>There is no column mapping “{path}”. Choose a saved one or leave it empty.</source>
        <translation>没有列映射“{path}”。请选择已保存的，或留空。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>There is no file or folder “{path}”. Choose what is to be imported.</source>
        <translation>没有文件或文件夹“{path}”。请选择要导入的内容。</translation>
    </message>
    <message>
        <source>Weather of KDD Cup 2018</source>
        <translation>KDD Cup 2018 气象</translation>
    </message>
    <message>
        <source>What the stations are; tells columns with the same name apart. Only stations of this kind are looked for.</source>
        <translation>站点的类型；用于区分同名列。只查找这一类型的站点。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ImportStations</name>
    <message>
        <source>CSV, XLSX, Parquet, GeoJSON, GeoPackage or Shapefile with an id or name and a position for each station.</source>
        <translation>CSV、XLSX、Parquet、GeoJSON、GeoPackage 或 Shapefile，每个站点有编号或名称以及位置。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>Datum of the positions</source>
        <translation>位置的坐标基准</translation>
    </message>
    <message>
        <source>File with stations</source>
        <translation>站点文件</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>Import stations</source>
        <translation>导入站点</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Kind of station</source>
        <translation>站点类型</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>Stations accepted</source>
        <translation>已接受的站点</translation>
    </message>
    <message>
        <source>Stations rejected</source>
        <translation>拒绝的站点</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>There is no file “{path}”. Choose the file with the stations.</source>
        <translation>没有文件“{path}”。请选择站点文件。</translation>
    </message>
    <message>
        <source>What the coordinates refer to. They are converted to WGS-84; the original ones are kept beside them.</source>
        <translation>坐标所用的基准。将转换为 WGS-84，原坐标保留在旁。</translation>
    </message>
    <message>
        <source>What the stations are, where the file has no column “kind” that says so.</source>
        <translation>文件没有说明类型的“kind”列时，站点的类型。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>MomentBar</name>
    <message>
        <source>+1 d</source>
        <translation>+1 天</translation>
    </message>
    <message>
        <source>+1 h</source>
        <translation>+1 小时</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>返回现在</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>One day earlier</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>One day later</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>One hour earlier</source>
        <translation>前一小时</translation>
    </message>
    <message>
        <source>One hour later</source>
        <translation>后一小时</translation>
    </message>
    <message>
        <source>Past moment {time} – this is not live</source>
        <translation>历史时刻 {time}——非实时</translation>
    </message>
    <message>
        <source>Reading {time} …</source>
        <translation>正在读取 {time} …</translation>
    </message>
    <message>
        <source>Show the network as it stood at this time (local time)</source>
        <translation>显示网络在此时刻（本地时间）的状况</translation>
    </message>
    <message>
        <source>Show the newest values, as they come in</source>
        <translation>显示随时到来的最新值</translation>
    </message>
    <message>
        <source>−1 d</source>
        <translation>−1 天</translation>
    </message>
    <message>
        <source>−1 h</source>
        <translation>−1 小时</translation>
    </message>
</context>
<context>
    <name>NetworkLayer</name>
    <message>
        <source>A past moment on the district's clock; a time with a zone (…Z, …+08:00) is taken as that instant. Empty: now.</source>
        <translation>按本区时钟的历史时刻；带时区的时间（…Z、…+08:00）按该时刻处理。留空：现在。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Kind of station</source>
        <translation>站点类型</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Network layer</source>
        <translation>网络图层</translation>
    </message>
    <message>
        <source>Number of stations</source>
        <translation>站点数</translation>
    </message>
    <message>
        <source>Of these, online</source>
        <translation>其中在线</translation>
    </message>
    <message>
        <source>Points (WGS-84) with the station's data, state, age, index, level, alarms and one field for each property.</source>
        <translation>点（WGS-84），含站点资料、状态、数据时长、指数、级别、报警，以及每个监测项目一个字段。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>Which network. Nothing chosen: all of them.</source>
        <translation>选择网络。不选：全部。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>NetworksModel</name>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>在线率</translation>
    </message>
</context>
<context>
    <name>NetworksPage</name>
    <message>
        <source>Air quality of the townships as areas</source>
        <translation>以面显示乡镇空气质量</translation>
    </message>
    <message>
        <source>All by level</source>
        <translation>全部按级别</translation>
    </message>
    <message>
        <source>Choose a network to colour it by one of its properties.</source>
        <translation>选择一个网络，可按其某一监测项目着色。</translation>
    </message>
    <message>
        <source>Colour every network by its index or class again</source>
        <translation>所有网络重新按指数或类别着色</translation>
    </message>
    <message>
        <source>Colour “{network}” by</source>
        <translation>“{network}”着色依据</translation>
    </message>
</context>
<context>
    <name>NewestPage</name>
    <message>
        <source>Above its limit</source>
        <translation>超过限值</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>监测项目</translation>
    </message>
    <message>
        <source>This station has no values yet.</source>
        <translation>该站还没有数据。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
</context>
<context>
    <name>ObservationTable</name>
    <message>
        <source>A point for each station and time (end of the interval, district's clock). Records flagged as invalid are left empty.</source>
        <translation>每个站点每个时间（时段末，本区时钟）一个点。标记为无效的记录留空。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Kind of station</source>
        <translation>站点类型</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Observation table</source>
        <translation>观测数据表</translation>
    </message>
    <message>
        <source>Observations</source>
        <translation>观测数据</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Which network; the fields are the properties its devices measure.</source>
        <translation>选择网络；字段为其设备测量的项目。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>OneMapDock</name>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Alarms {count}</source>
        <translation>报警 {count}</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>One Map</source>
        <translation>一张图</translation>
    </message>
    <message>
        <source>Past moment {time} – this is not live</source>
        <translation>历史时刻 {time}——非实时</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Reading the state of the network</source>
        <translation>正在读取网络状态</translation>
    </message>
</context>
<context>
    <name>OneMapHeader</name>
    <message>
        <source>Demo data</source>
        <translation>演示数据</translation>
    </message>
    <message>
        <source>Newest {time}</source>
        <translation>最新 {time}</translation>
    </message>
    <message>
        <source>No stations yet: import them, or open another centre.</source>
        <translation>还没有站点：请导入，或打开另一个数据中心。</translation>
    </message>
    <message>
        <source>Open another data centre, import files</source>
        <translation>打开另一个数据中心、导入文件</translation>
    </message>
    <message>
        <source>These values are made up and were not measured.</source>
        <translation>这些数值是虚构的，非实测。</translation>
    </message>
    <message>
        <source>online {online}/{total} ({rate} %)</source>
        <translation>在线 {online}/{total}（{rate} %）</translation>
    </message>
</context>
<context>
    <name>OneMapProject</name>
    <message>
        <source>As QGIS</source>
        <translation>与 QGIS 相同</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Language of layer names, legends, labels and map tips.</source>
        <translation>图层名称、图例、标注和地图提示的语言。</translation>
    </message>
    <message>
        <source>Language of the map</source>
        <translation>地图语言</translation>
    </message>
    <message>
        <source>Number of layers</source>
        <translation>图层数</translation>
    </message>
    <message>
        <source>One Map project</source>
        <translation>一张图工程</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>工程</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>QGIS projects (*.qgz)</source>
        <translation>QGIS 工程 (*.qgz)</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>The project file to write. The project that is open in QGIS is not touched.</source>
        <translation>要写入的工程文件。QGIS 中已打开的工程不受影响。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>“{path}” is no project file. Give a name that ends in .qgz.</source>
        <translation>“{path}”不是工程文件。请给出以 .qgz 结尾的文件名。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>PlaybackPage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Play on the map</source>
        <translation>在地图上播放</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>监测项目</translation>
    </message>
    <message>
        <source>Reading what is to be played</source>
        <translation>正在读取要播放的数据</translation>
    </message>
    <message>
        <source>Take off the map</source>
        <translation>从地图移除</translation>
    </message>
    <message>
        <source>The end must be later than the start.</source>
        <translation>结束时间须晚于开始时间。</translation>
    </message>
    <message>
        <source>The network moves through time with QGIS's Temporal Controller, one hour a frame.</source>
        <translation>网络随 QGIS 时态控制器变化，每帧一小时。</translation>
    </message>
    <message>
        <source>There are no readings of this property in this time.</source>
        <translation>此时段内没有该监测项目的读数。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>{count} readings are on the map; press play in the Temporal Controller. Its clock shows UTC, which is {hours:g} hours behind local time.</source>
        <translation>地图上有 {count} 条读数；请在时态控制器中按播放。其时钟显示 UTC，比本地时间晚 {hours:g} 小时。</translation>
    </message>
</context>
<context>
    <name>PropertyChooser</name>
    <message>
        <source>Choose what the chart shows</source>
        <translation>选择曲线显示的内容</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>监测项目</translation>
    </message>
    <message>
        <source>Properties ({chosen}/{all})</source>
        <translation>监测项目（{chosen}/{all}）</translation>
    </message>
</context>
<context>
    <name>RankingModel</name>
    <message>
        <source>AQI</source>
        <translation>AQI</translation>
    </message>
    <message>
        <source>Air</source>
        <translation>空气</translation>
    </message>
    <message>
        <source>Based on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Micro</source>
        <translation>微站</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Reporting</source>
        <translation>有数据</translation>
    </message>
    <message>
        <source>Stations</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>{reporting} of {stations} stations report</source>
        <translation>{stations} 个站点中 {reporting} 个有数据</translation>
    </message>
</context>
<context>
    <name>RankingPage</name>
    <message>
        <source>Demo data: made up, not measured</source>
        <translation>演示数据：虚构，非实测</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Hourly values of {time}: mean of the air stations, or of the micro-stations (PM2.5 only) where there is none</source>
        <translation>{time} 的小时值：各空气站均值；没有空气站时为微站均值（仅 PM2.5）</translation>
    </message>
    <message>
        <source>Micro 00/00</source>
        <translation>微 00/00</translation>
    </message>
    <message>
        <source>Rank by AQI</source>
        <translation>按 AQI 排名</translation>
    </message>
    <message>
        <source>Rank by mean PM2.5</source>
        <translation>按 PM2.5 均值排名</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>township ranking</source>
        <translation>乡镇排名</translation>
    </message>
</context>
<context>
    <name>SpanChooser</name>
    <message>
        <source>24 hours</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>From – to</source>
        <translation>起止时间</translation>
    </message>
</context>
<context>
    <name>StationDock</name>
    <message>
        <source>Click a station on the map, or type sta and its name into the search box at the lower left.</source>
        <translation>在地图上点击站点，或在左下角搜索框输入 sta 加站名。</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Reading the station</source>
        <translation>正在读取站点</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>站点</translation>
    </message>
</context>
<context>
    <name>StationHeader</name>
    <message>
        <source>Decided by: {names}</source>
        <translation>由 {names} 决定</translation>
    </message>
    <message>
        <source>Demo data</source>
        <translation>演示数据</translation>
    </message>
    <message>
        <source>Primary pollutant: {names}</source>
        <translation>首要污染物：{names}</translation>
    </message>
    <message>
        <source>Show the station on the map</source>
        <translation>在地图上显示该站</translation>
    </message>
    <message>
        <source>These values are made up and were not measured.</source>
        <translation>这些数值是虚构的，非实测。</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>截至 {time}</translation>
    </message>
</context>
<context>
    <name>StationLocatorFilter</name>
    <message>
        <source>Monitoring stations</source>
        <translation>监测站点</translation>
    </message>
    <message>
        <source>Reading the stations</source>
        <translation>正在读取站点</translation>
    </message>
</context>
<context>
    <name>StationStatistics</name>
    <message>
        <source>Begin on the district's clock. Values that end exactly then belong to the time before; a whole day is 00:00 to 00:00.</source>
        <translation>起始时间（本区时钟）。恰好在该时刻结束的值属于之前；整日为 00:00 至 00:00。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据中心</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>End on the district's clock; values that end exactly then are included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的值包括在内。</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Hours and days are evaluated over the records; months, years and the whole over valid daily means.</source>
        <translation>小时和日按记录统计；月、年和全时段按有效日均值统计。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Kind of station</source>
        <translation>站点类型</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Of these, valid</source>
        <translation>其中有效</translation>
    </message>
    <message>
        <source>One point per station and period with mean, max, min, p50 … p98, valid, required and is_valid.</source>
        <translation>每站每时段一个点，含 mean、max、min、p50 … p98、valid、required 和 is_valid。</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>统计时段</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>监测项目</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>Station statistics</source>
        <translation>站点统计</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>The whole span</source>
        <translation>全时段</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>What is evaluated. Levels in dB are averaged as energy, directions as vectors.</source>
        <translation>统计的项目。分贝级按能量平均，方向按矢量平均。</translation>
    </message>
    <message>
        <source>Which network. Nothing chosen: every station that measures the property.</source>
        <translation>选择网络。不选：测量该项目的所有站点。</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>StationStory</name>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Newest values</source>
        <translation>最新值</translation>
    </message>
</context>
<context>
    <name>WaterQuality</name>
    <message>
        <source>Class of surface water</source>
        <translation>地表水类别</translation>
    </message>
    <message>
        <source>Class the water should reach; wq_times_over is measured against it.</source>
        <translation>水质应达到的类别；wq_times_over 按它计算。</translation>
    </message>
    <message>
        <source>Field with the kind of water</source>
        <translation>水体类型字段</translation>
    </message>
    <message>
        <source>Fields used: {fields}</source>
        <translation>所用字段：{fields}</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Kind of water</source>
        <translation>水体类型</translation>
    </message>
    <message>
        <source>Lake or reservoir</source>
        <translation>湖库</translation>
    </message>
    <message>
        <source>Lakes and reservoirs have stricter limits of total phosphorus.</source>
        <translation>湖库的总磷限值更严。</translation>
    </message>
    <message>
        <source>Layer or table with one row for each sample. Fields: ph, dissolved_oxygen, permanganate_index, codcr, bod5, ammonia_nitrogen, total_phosphorus in mg/L; spellings such as 氨氮(mg/L) are recognised.</source>
        <translation>每个样品一行的图层或表格。字段：ph、dissolved_oxygen、permanganate_index、codcr、bod5、ammonia_nitrogen、total_phosphorus，单位 mg/L；可识别“氨氮(mg/L)”等写法。</translation>
    </message>
    <message>
        <source>None of the fields holds a measurement that can be assessed. Name the fields as in the help, for example pm2_5 or ph.</source>
        <translation>没有可评价的测量字段。请按帮助命名字段，例如 pm2_5 或 ph。</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Number of rows with a result</source>
        <translation>有结果的行数</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>River</source>
        <translation>河流</translation>
    </message>
    <message>
        <source>Table with water samples</source>
        <translation>水样表</translation>
    </message>
    <message>
        <source>Target class</source>
        <translation>目标类别</translation>
    </message>
    <message>
        <source>Text field that says lake (or 湖库, 水库) where the limits of lakes hold; all other rows follow the choice above.</source>
        <translation>文本字段，值为 lake（或湖库、水库）的行按湖库限值评价；其他行按上面的选择。</translation>
    </message>
    <message>
        <source>The input with the fields wq_class (I … V, 劣V), wq_factors (what decides the class) and wq_times_over (how many times over the target the worst factor is).</source>
        <translation>输入数据加上字段 wq_class（I … V、劣V）、wq_factors（决定类别的项目）和 wq_times_over（最差项目超过目标的倍数）。</translation>
    </message>
    <message>
        <source>The input's field “{old}” is named “{new}” in the output.</source>
        <translation>输入字段“{old}”在输出中改名为“{new}”。</translation>
    </message>
    <message>
        <source>{assessed} of {rows} rows have a result.</source>
        <translation>{rows} 行中有 {assessed} 行得到结果。</translation>
    </message>
    <message>
        <source>{count} cells hold text that is no number; they count as missing.</source>
        <translation>{count} 个单元格含有不是数字的文字，按缺失处理。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
</TS>
