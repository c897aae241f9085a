<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AffectedArea</name>
    <message>
        <source>A release that ends needs moments to be drawn. Write minutes with commas, e.g. 5, 10, 30.</source>
        <translation>有限时长的释放需要给出绘制时刻。请写分钟数并用逗号分隔，例如 5, 10, 30。</translation>
    </message>
    <message>
        <source>Affected area (screening, flat terrain)</source>
        <translation>影响范围（筛查，平坦地形）</translation>
    </message>
    <message>
        <source>Affected areas</source>
        <translation>影响范围</translation>
    </message>
    <message>
        <source>Ammonia</source>
        <translation>氨</translation>
    </message>
    <message>
        <source>Areas (WGS-84) with end-point, time, reach and the note that this is a screening over flat terrain.</source>
        <translation>范围（WGS-84），带终点浓度、时间、距离以及“筛查，平坦地形”的说明。</translation>
    </message>
    <message>
        <source>At the height of release; worst case 1.5.</source>
        <translation>释放高度处的风速；最不利条件为 1.5。</translation>
    </message>
    <message>
        <source>Carbon monoxide</source>
        <translation>一氧化碳</translation>
    </message>
    <message>
        <source>Chlorine</source>
        <translation>氯气</translation>
    </message>
    <message>
        <source>Clockwise from north: 270 is west.</source>
        <translation>风的来向，自北顺时针：270 为西风。</translation>
    </message>
    <message>
        <source>Duration (min)</source>
        <translation>持续时间 (min)</translation>
    </message>
    <message>
        <source>End-points (g/m³)</source>
        <translation>终点浓度 (g/m³)</translation>
    </message>
    <message>
        <source>Exposed</source>
        <translation>受影响对象</translation>
    </message>
    <message>
        <source>Farthest reach (m)</source>
        <translation>最远距离 (m)</translation>
    </message>
    <message>
        <source>Gives the end-points (AEGL-3 and AEGL-2, 60 minutes) and the density: a heavy gas is refused. Nothing chosen: give the end-points yourself.</source>
        <translation>给出终点浓度（60 分钟 AEGL-3 与 AEGL-2）和密度：重质气体会被拒绝。不选时请自行给出终点浓度。</translation>
    </message>
    <message>
        <source>Height (m)</source>
        <translation>高度 (m)</translation>
    </message>
    <message>
        <source>How long it lasts; 0 means that it goes on. A short release is followed as puffs.</source>
        <translation>释放持续多久；0 表示持续不断。短时释放按烟团计算。</translation>
    </message>
    <message>
        <source>How much gets into the air each second.</source>
        <translation>每秒进入大气的量。</translation>
    </message>
    <message>
        <source>Hydrogen chloride</source>
        <translation>氯化氢</translation>
    </message>
    <message>
        <source>Hydrogen sulphide</source>
        <translation>硫化氢</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Minutes after the start for which the area is drawn as well, with commas.</source>
        <translation>另外绘制的时刻：开始后的分钟数，用逗号分隔。</translation>
    </message>
    <message>
        <source>Moments (min)</source>
        <translation>时刻 (min)</translation>
    </message>
    <message>
        <source>Nitrogen dioxide</source>
        <translation>二氧化氮</translation>
    </message>
    <message>
        <source>Nothing is released. Give grams per second above 0.</source>
        <translation>没有释放量。请给出大于 0 的 g/s。</translation>
    </message>
    <message>
        <source>Of the release, with its rise.</source>
        <translation>释放高度，含抬升。</translation>
    </message>
    <message>
        <source>Open country</source>
        <translation>乡村</translation>
    </message>
    <message>
        <source>Pasquill's class: A very unstable, D neutral, F very stable (worst case).</source>
        <translation>帕斯奎尔稳定度：A 极不稳定，D 中性，F 稳定（最不利条件）。</translation>
    </message>
    <message>
        <source>Place of release</source>
        <translation>泄漏位置</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Release (g/s)</source>
        <translation>释放速率 (g/s)</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>稳定度</translation>
    </message>
    <message>
        <source>Substance</source>
        <translation>物质</translation>
    </message>
    <message>
        <source>Sulphur dioxide</source>
        <translation>二氧化硫</translation>
    </message>
    <message>
        <source>Surroundings</source>
        <translation>周边环境</translation>
    </message>
    <message>
        <source>Table of what lies in which area.</source>
        <translation>各范围内对象的列表。</translation>
    </message>
    <message>
        <source>The moments are no numbers. Write minutes with commas, e.g. 5, 10, 30.</source>
        <translation>时刻不是数字。请写分钟数并用逗号分隔，例如 5, 10, 30。</translation>
    </message>
    <message>
        <source>There is no end-point. Choose a substance, or give concentrations in g/m³.</source>
        <translation>没有终点浓度。请选择物质，或给出以 g/m³ 为单位的浓度。</translation>
    </message>
    <message>
        <source>This is a screening over flat terrain: mountains, buildings and calm air are not in it.</source>
        <translation>本结果为平坦地形筛查：不考虑山地、建筑物和静风。</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>城镇</translation>
    </message>
    <message>
        <source>Villages, schools, grids, sources, stations: counted and named in each area; “population” is summed.</source>
        <translation>村庄、学校、网格、污染源、站点：按每个范围计数并列名；字段“population”求和。</translation>
    </message>
    <message>
        <source>What may be exposed</source>
        <translation>可能受影响的对象</translation>
    </message>
    <message>
        <source>Where the gas gets into the air.</source>
        <translation>气体进入大气的位置。</translation>
    </message>
    <message>
        <source>Which of Briggs' curves of spread holds.</source>
        <translation>采用哪一组 Briggs 扩散参数。</translation>
    </message>
    <message>
        <source>Wind from (°)</source>
        <translation>风向 (°)</translation>
    </message>
    <message>
        <source>Wind speed (m/s)</source>
        <translation>风速 (m/s)</translation>
    </message>
    <message>
        <source>“level 1=0.058; level 2=0.0058” in g/m³. Empty: those of the substance.</source>
        <translation>“level 1=0.058; level 2=0.0058”，单位 g/m³。留空则采用该物质的终点浓度。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
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
        <source>Drifting</source>
        <translation>漂移</translation>
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
        <source>No alarms, but the sensors could not be judged.</source>
        <translation>没有报警，但未能判断传感器状况。</translation>
    </message>
    <message>
        <source>No alarms: everything is in order.</source>
        <translation>没有报警：一切正常。</translation>
    </message>
    <message>
        <source>No records for long</source>
        <translation>长时间中断</translation>
    </message>
    <message>
        <source>Out of range</source>
        <translation>超出量程</translation>
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
        <source>Reading stands still</source>
        <translation>读数不变</translation>
    </message>
    <message>
        <source>Records arrive late</source>
        <translation>数据到达延迟</translation>
    </message>
    <message>
        <source>Station or township</source>
        <translation>站点或乡镇</translation>
    </message>
    <message>
        <source>The sensors could not be judged; alarms about them may be missing: {reason}</source>
        <translation>未能判断传感器状况，相关报警可能缺失：{reason}</translation>
    </message>
    <message>
        <source>Too few records</source>
        <translation>在线率偏低</translation>
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
    <name>ArchiveStatistics</name>
    <message>
        <source>A row for each of these.</source>
        <translation>其中每一项各有一行。</translation>
    </message>
    <message>
        <source>A row per group and period with n, mean, max, min, p50, p90, p95 and p98.</source>
        <translation>每组每时段一行：记录数、均值、最大、最小、p50、p90、p95、p98。</translation>
    </message>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Archive statistics</source>
        <translation>历史数据统计</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Hour of the day</source>
        <translation>一日中的小时</translation>
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
        <source>Records evaluated</source>
        <translation>参与统计的记录数</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>Township</source>
        <translation>乡镇</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>What else gets rows of its own. Nothing chosen: all stations together.</source>
        <translation>按哪些项目分行；不选则全部站点合并。</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
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
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>AreaPage</name>
    <message>
        <source>Compute and draw</source>
        <translation>计算并绘制</translation>
    </message>
    <message>
        <source>End-points</source>
        <translation>终点浓度</translation>
    </message>
    <message>
        <source>Farthest reach {metres:.0f} m. Screening, flat terrain.</source>
        <translation>最远影响距离 {metres:.0f} m。筛查结果，平坦地形。</translation>
    </message>
    <message>
        <source>No station tells of the wind: worst case 1.5 m/s, F; give its direction.</source>
        <translation>附近没有站点提供风况：按最不利条件 1.5 m/s、F 类，请填写来风方向。</translation>
    </message>
    <message>
        <source>Other: end-points below</source>
        <translation>其他：在下方填写终点浓度</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放速率</translation>
    </message>
    <message>
        <source>Screening, flat terrain: mountains, buildings and calm air are not in it.</source>
        <translation>筛查结果，平坦地形：未考虑山地、建筑和静风。</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>稳定度</translation>
    </message>
    <message>
        <source>Substance</source>
        <translation>物质</translation>
    </message>
    <message>
        <source>Wind from</source>
        <translation>来风方向</translation>
    </message>
    <message>
        <source>Wind of {station}, {km:.1f} km away.</source>
        <translation>风况取自 {station}，距此 {km:.1f} km。</translation>
    </message>
    <message>
        <source>Wind speed</source>
        <translation>风速</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>slightly unstable</source>
        <translation>弱不稳定</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>较稳定</translation>
    </message>
    <message>
        <source>unstable</source>
        <translation>不稳定</translation>
    </message>
    <message>
        <source>very stable (worst case)</source>
        <translation>稳定（最不利）</translation>
    </message>
    <message>
        <source>very unstable</source>
        <translation>强不稳定</translation>
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
    <name>AssignSources</name>
    <message>
        <source>Assign pollution sources to grids</source>
        <translation>污染源归属网格</translation>
    </message>
    <message>
        <source>Field with the code of the grid where a planner gave the source to one, wherever it lies; else empty.</source>
        <translation>规划人员人工划归的网格编码字段（不论污染源位于何处）；否则留空。</translation>
    </message>
    <message>
        <source>Field with the grid's code</source>
        <translation>网格编码字段</translation>
    </message>
    <message>
        <source>Grid given by hand</source>
        <translation>人工归属的网格</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Number of sources in no grid</source>
        <translation>不在任何网格内的污染源数</translation>
    </message>
    <message>
        <source>Points in any coordinate system.</source>
        <translation>任意坐标系的点。</translation>
    </message>
    <message>
        <source>Pollution sources</source>
        <translation>污染源</translation>
    </message>
    <message>
        <source>Polygons, one per grid.</source>
        <translation>多边形，每个网格一个。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Sources with their grid</source>
        <translation>带所属网格的污染源</translation>
    </message>
    <message>
        <source>The sources with the field grid, empty where none contains them, and by_hand (0 or 1).</source>
        <translation>带 grid 字段（不在任何网格内的为空）和 by_hand 字段（0 或 1）的污染源。</translation>
    </message>
    <message>
        <source>What is written to the field grid of the sources.</source>
        <translation>写入污染源 grid 字段的内容。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>Autosave</name>
    <message>
        <source>Saving the draft</source>
        <translation>正在保存草案</translation>
    </message>
    <message>
        <source>Saving was cancelled.</source>
        <translation>保存已取消。</translation>
    </message>
    <message>
        <source>Your work was kept as the new draft {name}.</source>
        <translation>您的修改已另存为新草案 {name}。</translation>
    </message>
    <message>
        <source>{who} changed the grid {grid} at {time}, and you changed it too. Nothing was overwritten.</source>
        <translation>{who} 于 {time} 修改了网格 {grid}，您也修改了它。未覆盖任何内容。</translation>
    </message>
</context>
<context>
    <name>BackTrajectories</name>
    <message>
        <source>An ensemble is of one arrival. Leave the last arrival empty, or do without the ensemble.</source>
        <translation>集合只针对一次到达。请将最后到达时间留空，或不用集合。</translation>
    </message>
    <message>
        <source>Arrival (UTC)</source>
        <translation>到达时刻（UTC）</translation>
    </message>
    <message>
        <source>Arrivals without wind</source>
        <translation>无风资料的到达时刻数</translation>
    </message>
    <message>
        <source>Back trajectories</source>
        <translation>后向轨迹</translation>
    </message>
    <message>
        <source>CSV tables do not tell their unit. Other files do.</source>
        <translation>CSV表不说明单位，其他文件自带单位。</translation>
    </message>
    <message>
        <source>Ensemble</source>
        <translation>集合</translation>
    </message>
    <message>
        <source>Ensemble at {height:.0f} m: {spread:.0f} km around its mean at the end.</source>
        <translation>{height:.0f} m 集合：末端围绕平均位置离散 {spread:.0f} km。</translation>
    </message>
    <message>
        <source>Follows up to 81 parcels of one arrival for each height: a cell of the wind to all sides, 100 m above and below, an hour before and after. How far they part shows how much the answer depends on where exactly one begins; it is not the error of the wind.</source>
        <translation>每个高度对一次到达追踪至多 81 个气块：四周各一个风场网格、上下各 100 m、前后各一小时。它们散开的程度说明结果对起点的敏感性，并不是风本身的误差。</translation>
    </message>
    <message>
        <source>For a series of arrivals, such as a month for source regions. Empty: one arrival.</source>
        <translation>用于一系列到达时刻，例如一个月的源区分析。留空为单个时刻。</translation>
    </message>
    <message>
        <source>Heights (m)</source>
        <translation>高度（m）</translation>
    </message>
    <message>
        <source>Hourly points</source>
        <translation>逐小时点</translation>
    </message>
    <message>
        <source>Hours back</source>
        <translation>回溯小时数</translation>
    </message>
    <message>
        <source>Hours between arrivals</source>
        <translation>到达时刻间隔（小时）</translation>
    </message>
    <message>
        <source>How far back to follow the air. A negative number follows it forward from the place.</source>
        <translation>回溯的小时数。负数表示从该地向前推算。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Largest spread of the ensembles at their end (km)</source>
        <translation>集合末端的最大离散度（km）</translation>
    </message>
    <message>
        <source>Last arrival (UTC)</source>
        <translation>最后到达时刻（UTC）</translation>
    </message>
    <message>
        <source>NetCDF, GRIB or CSV files of the same grid, in any order. A CSV table that names only identifiers needs the table of its grid points as well.</source>
        <translation>同一网格的NetCDF、GRIB或CSV文件，顺序不限。只有编号的CSV表还需要网格点坐标表。</translation>
    </message>
    <message>
        <source>Number of trajectories</source>
        <translation>轨迹数</translation>
    </message>
    <message>
        <source>Of these, left the wind field early</source>
        <translation>其中提前离开风场的条数</translation>
    </message>
    <message>
        <source>One line per arrival and height (WGS-84), with the height in m as z and the time as m (s, 1970).</source>
        <translation>每个到达时刻和高度一条线（WGS-84），z为高度（m），m值为时间（1970年起的秒）。</translation>
    </message>
    <message>
        <source>Only for a projected file that does not tell it itself.</source>
        <translation>仅用于自身未说明坐标系的投影文件。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Reference system of projected wind</source>
        <translation>投影风场的坐标系</translation>
    </message>
    <message>
        <source>Starting heights in metres, separated by commas: above sea level where the wind is on pressure levels, else as the file means them. Wind without levels is followed as it is, once.</source>
        <translation>起始高度（m），用逗号分隔：气压层风场为海拔高度，其他按文件含义。没有层次的风场只按原层计算一次。</translation>
    </message>
    <message>
        <source>The heights are no numbers. Separate metres by commas, for example 100, 500, 1000.</source>
        <translation>高度不是数字。请用逗号分隔米数，例如100, 500, 1000。</translation>
    </message>
    <message>
        <source>The last arrival is before the first. Choose a later one.</source>
        <translation>最后到达时刻早于最初到达时刻，请选择更晚的时刻。</translation>
    </message>
    <message>
        <source>The parcels hour by hour, to be moved by the Temporal Controller.</source>
        <translation>逐小时的气块位置，可用时态控制器播放。</translation>
    </message>
    <message>
        <source>The trajectories have no length. Choose how many hours to follow the air.</source>
        <translation>轨迹没有长度。请选择追踪多少小时。</translation>
    </message>
    <message>
        <source>The wind has no levels: the air was followed on the level of the file.</source>
        <translation>风场没有层次：空气按文件所在层追踪。</translation>
    </message>
    <message>
        <source>The wind has no vertical motion: the air was followed on its starting level.</source>
        <translation>风场没有垂直运动：空气沿起始层追踪。</translation>
    </message>
    <message>
        <source>There is no wind file “{file}”. Choose files that exist.</source>
        <translation>风文件“{file}”不存在。请选择存在的文件。</translation>
    </message>
    <message>
        <source>Time between two arrivals of a series.</source>
        <translation>系列中两个到达时刻的间隔。</translation>
    </message>
    <message>
        <source>Trajectories</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Unit of wind speed in tables</source>
        <translation>表中风速单位</translation>
    </message>
    <message>
        <source>When the air arrives, UTC as in the wind files; a time with a zone (+08:00) is that instant.</source>
        <translation>空气到达的时刻，与风文件一致用UTC；带时区的时间（+08:00）按该瞬间理解。</translation>
    </message>
    <message>
        <source>Where the air arrives, for example the lidar or a station.</source>
        <translation>空气到达地，例如激光雷达或站点。</translation>
    </message>
    <message>
        <source>Wind files</source>
        <translation>风文件</translation>
    </message>
    <message>
        <source>{count} parcels were left out: there is no wind for them.</source>
        <translation>略去 {count} 个气块：没有相应的风。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>BoundaryLayerHeight</name>
    <message>
        <source>A lidar file, or a folder whose files are one measurement (makers such as Licel write a file for each ray). Type or paste the path of a folder.</source>
        <translation>一个激光雷达文件，或由多个文件组成一次测量的文件夹（Licel 等厂家每条射线写一个文件）。文件夹请输入或粘贴路径。</translation>
    </message>
    <message>
        <source>A saved column mapping (JSON), for text files of other makers.</source>
        <translation>已保存的列映射（JSON），用于其他厂家的文本文件。</translation>
    </message>
    <message>
        <source>Aerosol extinction (km⁻¹)</source>
        <translation>气溶胶消光系数 (km⁻¹)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Between these heights above the instrument the top is looked for.</source>
        <translation>在仪器以上的这两个高度之间寻找层顶。</translation>
    </message>
    <message>
        <source>Blind zone (m)</source>
        <translation>盲区（m）</translation>
    </message>
    <message>
        <source>Boundary-layer height</source>
        <translation>边界层高度</translation>
    </message>
    <message>
        <source>Clock of the instrument (hours ahead of UTC)</source>
        <translation>仪器时钟（比 UTC 早的小时数）</translation>
    </message>
    <message>
        <source>Column mapping</source>
        <translation>列映射</translation>
    </message>
    <message>
        <source>Extinction over backscatter of the aerosol. At 532 nm over Beijing: 61 in moderate pollution, 44 in heavy pollution, 38 in dust. It may be wrong by 30 %; the stated uncertainty covers that.</source>
        <translation>气溶胶消光与后向散射之比。北京 532 nm：中度污染 61，重污染 44，沙尘 38。偏差可达 30 %，给出的不确定度已包含这一影响。</translation>
    </message>
    <message>
        <source>For formats that do not say it (Licel, Vaisala, SigmaMPL): 8 where the instrument runs on Beijing time.</source>
        <translation>用于未注明时区的格式（Licel、Vaisala、SigmaMPL）：仪器按北京时间运行时填 8。</translation>
    </message>
    <message>
        <source>Format of the files; automatic tells it from the beginning of each file.</source>
        <translation>文件格式；自动时根据每个文件的开头判断。</translation>
    </message>
    <message>
        <source>Greatest height (m)</source>
        <translation>最大高度 (m)</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Lidar file or folder</source>
        <translation>激光雷达文件或文件夹</translation>
    </message>
    <message>
        <source>Lidar ratio (sr)</source>
        <translation>激光雷达比 (sr)</translation>
    </message>
    <message>
        <source>Lowest height (m)</source>
        <translation>最低高度 (m)</translation>
    </message>
    <message>
        <source>Median height (m)</source>
        <translation>高度中位数 (m)</translation>
    </message>
    <message>
        <source>No profile has a clear top of the boundary layer.</source>
        <translation>所有廓线都没有明显的边界层顶。</translation>
    </message>
    <message>
        <source>Nothing nearer is shown. Empty: what the file says, else what is usual.</source>
        <translation>更近处不显示。留空：按文件说明，否则取常用值。</translation>
    </message>
    <message>
        <source>Number of profiles</source>
        <translation>廓线数</translation>
    </message>
    <message>
        <source>Of these, with a boundary layer</source>
        <translation>其中有边界层的</translation>
    </message>
    <message>
        <source>One point per profile at the lidar: time (UTC), height, uncertainty, height by the gradient, whether both agree, residual layer at night, strength of the step, cloud base; empty where none was found.</source>
        <translation>每条廓线在激光雷达处一个点：时间（UTC）、高度、不确定度、梯度法高度、两者是否一致、夜间残留层、跃变强度、云底；未找到时留空。</translation>
    </message>
    <message>
        <source>Overlap table</source>
        <translation>重叠因子表</translation>
    </message>
    <message>
        <source>PM10 (µg/m³)</source>
        <translation>PM10 (µg/m³)</translation>
    </message>
    <message>
        <source>PM2.5 (µg/m³)</source>
        <translation>PM2.5 (µg/m³)</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Range-corrected signal</source>
        <translation>距离修正信号</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读取器</translation>
    </message>
    <message>
        <source>Text by column mapping</source>
        <translation>按列映射读取的文本</translation>
    </message>
    <message>
        <source>Text file of ranges and the overlap function of the instrument, as its maker gives it.</source>
        <translation>由厂家给出的仪器距离与重叠因子文本文件。</translation>
    </message>
    <message>
        <source>Text files need a column mapping. Choose a saved one.</source>
        <translation>文本文件需要列映射。请选择已保存的列映射。</translation>
    </message>
    <message>
        <source>The heights leave less than 300 m to look in. Choose a greater height.</source>
        <translation>高度范围不足 300 m。请选择更大的高度。</translation>
    </message>
    <message>
        <source>The scan is synthetic; nothing in it was measured.</source>
        <translation>该扫描为合成数据，并非实测。</translation>
    </message>
    <message>
        <source>There is no column mapping “{path}”. Choose a saved one or leave it empty.</source>
        <translation>没有列映射“{path}”。请选择已保存的，或留空。</translation>
    </message>
    <message>
        <source>There is no file or folder “{path}”. Choose a lidar scan.</source>
        <translation>没有文件或文件夹“{path}”。请选择激光雷达扫描。</translation>
    </message>
    <message>
        <source>Volume depolarisation</source>
        <translation>体退偏振比</translation>
    </message>
    <message>
        <source>{count} files are no lidar scans and were left out.</source>
        <translation>{count} 个文件不是激光雷达扫描，已跳过。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>BoundaryTool</name>
    <message>
        <source>Move a border over {count} units</source>
        <translation>边界移动 {count} 个单元</translation>
    </message>
    <message>
        <source>Paint {count} units</source>
        <translation>涂绘 {count} 个单元</translation>
    </message>
    <message>
        <source>Press inside the grid that shall grow, and drag across its border.</source>
        <translation>请在要扩大的网格内按下，再拖过边界。</translation>
    </message>
</context>
<context>
    <name>BuildCells</name>
    <message>
        <source>Areas</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Blocks between lines</source>
        <translation>线间地块</translation>
    </message>
    <message>
        <source>Blocks between lines need a layer of lines. Choose one.</source>
        <translation>线间地块需要线图层，请选择。</translation>
    </message>
    <message>
        <source>Build units of inspection grids</source>
        <translation>构建网格单元</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>District, townships or villages; no unit crosses their borders, and their fields go to the units.</source>
        <translation>区、乡镇或村；单元不跨其边界，其字段带到单元。</translation>
    </message>
    <message>
        <source>Every gap closed, overlap or outside piece removed and shape repaired, with its area.</source>
        <translation>每处补上的缝隙、去除的重叠或界外部分、修复的图形，附面积。</translation>
    </message>
    <message>
        <source>Field with the village or township</source>
        <translation>村或乡镇字段</translation>
    </message>
    <message>
        <source>Hexagons</source>
        <translation>六边形</translation>
    </message>
    <message>
        <source>How the areas are cut.</source>
        <translation>区域的切分方式。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>线</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Number of changes</source>
        <translation>改动数</translation>
    </message>
    <message>
        <source>Number of units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Side of a square, or distance of opposite sides of a hexagon.</source>
        <translation>方格边长，或六边形对边距离。</translation>
    </message>
    <message>
        <source>Size (m)</source>
        <translation>尺寸（米）</translation>
    </message>
    <message>
        <source>Small units are merged only inside it.</source>
        <translation>小单元只在其内部合并。</translation>
    </message>
    <message>
        <source>Smaller ones join the unit around them, else the neighbour with the longest border. 0 keeps all.</source>
        <translation>更小的并入包围它的单元，否则并入公共边最长的相邻单元。0 为全部保留。</translation>
    </message>
    <message>
        <source>Smallest unit (m²)</source>
        <translation>最小单元（平方米）</translation>
    </message>
    <message>
        <source>Squares</source>
        <translation>方格</translation>
    </message>
    <message>
        <source>Streets, rivers, ridges: what blocks lie between. A line that ends inside a block does not cut it.</source>
        <translation>街道、河流、山脊：地块之间的分界。止于地块内部的线不切分地块。</translation>
    </message>
    <message>
        <source>The areas themselves</source>
        <translation>区域本身</translation>
    </message>
    <message>
        <source>The units.</source>
        <translation>单元。</translation>
    </message>
    <message>
        <source>Tolerance (m)</source>
        <translation>容差（米）</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Where areas do not fit together, borders closer than this are snapped, gaps closed and overlaps given to one unit; each larger change is reported. 0 leaves the shapes of areas as they are.</source>
        <translation>区域不吻合时，近于此值的边界捕捉为一，补上缝隙，重叠归一个单元；更大的改动逐一列出。0 为保持原图形。</translation>
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
        <source>Connect to a shared data centre…</source>
        <translation>连接共享数据中心…</translation>
    </message>
    <message>
        <source>Create a demo centre…</source>
        <translation>新建演示数据中心…</translation>
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
</context>
<context>
    <name>CentreAlgorithm</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
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
    <name>CheckGrids</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Check inspection grids</source>
        <translation>检查巡查网格</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区界</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Field with the grid's name</source>
        <translation>网格名称字段</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Gaps and overlaps that are nowhere wider pass.</source>
        <translation>处处不宽于此值的缝隙和重叠予以通过。</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Id of the plan in the data centre; empty for the one in force today.</source>
        <translation>数据资源中心中的方案编号；留空为今日现行方案。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Number of findings</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>Of these, errors</source>
        <translation>其中错误数</translation>
    </message>
    <message>
        <source>One row per finding: kind, severity, whom it concerns, the sentence, and where.</source>
        <translation>每条问题一行：种类、严重程度、涉及对象、说明和位置。</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Pollution sources</source>
        <translation>污染源</translation>
    </message>
    <message>
        <source>Polygons with the fields code, parent, person_a, person_b, minutes where they are known. Empty: a plan of the data centre is checked, on all its levels.</source>
        <translation>多边形，已知时带 code、parent、person_a、person_b、minutes 字段。留空：检查数据资源中心中的方案（各级）。</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <source>There is nothing to check. Choose a layer of grids, or a data centre with a plan.</source>
        <translation>没有可检查的内容。请选择网格图层，或含方案的数据资源中心。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Tolerance (m)</source>
        <translation>容差（米）</translation>
    </message>
    <message>
        <source>Villages</source>
        <translation>村</translation>
    </message>
    <message>
        <source>What a grid is called in the findings; empty for the number of the feature.</source>
        <translation>检查结果中网格的称呼；留空用要素号。</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>What the grids cover to the edge.</source>
        <translation>网格须覆盖到边的范围。</translation>
    </message>
    <message>
        <source>Where no layer of grids is given: the data centre that holds the plan.</source>
        <translation>不给网格图层时：含方案的数据资源中心。</translation>
    </message>
    <message>
        <source>With the field code: each grid lies in its parent.</source>
        <translation>带 code 字段：每个网格应在其上级范围内。</translation>
    </message>
    <message>
        <source>With the fields class and, where known, grid.</source>
        <translation>带 class 字段，已知时带 grid 字段。</translation>
    </message>
    <message>
        <source>With the fields person_id and minutes_available (minutes a week).</source>
        <translation>带 person_id 和 minutes_available（每周分钟数）字段。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>No findings: every place belongs to exactly one grid on every level, and every grid has its persons.</source>
        <translation>未发现问题：各级网格横向到边、纵向到底，每个网格均已落实人员。</translation>
    </message>
    <message>
        <source>Not checked yet.</source>
        <translation>尚未检查。</translation>
    </message>
    <message>
        <source>Redrawn since the last check.</source>
        <translation>检查后又有修改。</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>{errors} errors, {warnings} warnings.</source>
        <translation>{errors} 个错误，{warnings} 个警告。</translation>
    </message>
</context>
<context>
    <name>ClosuresBar</name>
    <message>
        <source>Click along the road on the map; the right button ends the line.</source>
        <translation>在地图上沿道路点击，右键结束。</translation>
    </message>
    <message>
        <source>Close a road</source>
        <translation>封闭道路</translation>
    </message>
    <message>
        <source>Draw it on the map</source>
        <translation>请在地图上绘制</translation>
    </message>
    <message>
        <source>Open again: {name}</source>
        <translation>恢复通行：{name}</translation>
    </message>
    <message>
        <source>{count} closed</source>
        <translation>已封闭 {count} 处</translation>
    </message>
</context>
<context>
    <name>ClusterTrajectories</name>
    <message>
        <source>Angle between the paths</source>
        <translation>轨迹夹角</translation>
    </message>
    <message>
        <source>By distance fast and slow air are told apart; by angle only directions count.</source>
        <translation>按距离可区分快慢气流；按角度只看方向。</translation>
    </message>
    <message>
        <source>Cluster trajectories</source>
        <translation>轨迹聚类</translation>
    </message>
    <message>
        <source>Clustered trajectories</source>
        <translation>聚类后的轨迹</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Distance of the members from their mean paths</source>
        <translation>各轨迹到平均轨迹的距离</translation>
    </message>
    <message>
        <source>Distance of the paths (km)</source>
        <translation>轨迹间距离（km）</translation>
    </message>
    <message>
        <source>How many groups to form.</source>
        <translation>分成多少类。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Lines whose first vertex is the place where the air arrives, one vertex an hour.</source>
        <translation>首节点为到达地、每小时一个节点的线。</translation>
    </message>
    <message>
        <source>Mean paths</source>
        <translation>平均轨迹</translation>
    </message>
    <message>
        <source>Number of clusters</source>
        <translation>类数</translation>
    </message>
    <message>
        <source>Of the random starts. The same seed gives the same clusters again.</source>
        <translation>随机起始的种子，相同种子得到相同结果。</translation>
    </message>
    <message>
        <source>One line per cluster with its members, its share, the method and the seed.</source>
        <translation>每类一条线，含条数、比例、方法和种子。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The lines with their cluster: 1 is the largest, 0 are trajectories that ended early.</source>
        <translation>带类号的轨迹：1为最大类，0为提前终止的轨迹。</translation>
    </message>
    <message>
        <source>Trajectories</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Trajectories left out</source>
        <translation>未参与的轨迹数</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>CompareGridPlans</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Areas that change hands, with their grid and person before and after, units and loads.</source>
        <translation>换手的区域，附前后所属网格、网格员、单元数和工作量。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Change map</source>
        <translation>变化图</translation>
    </message>
    <message>
        <source>Compare plans of inspection grids</source>
        <translation>比较网格方案</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Id of the plan it is compared with; empty for the one in force today.</source>
        <translation>作为比较基准的方案编号；留空为今日现行方案。</translation>
    </message>
    <message>
        <source>Id of the plan or draft that is compared.</source>
        <translation>要比较的方案或草案编号。</translation>
    </message>
    <message>
        <source>Id of the plan.</source>
        <translation>方案编号。</translation>
    </message>
    <message>
        <source>Id of the plan; empty for the one in force today.</source>
        <translation>方案编号；留空为今日现行方案。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>新方案</translation>
    </message>
    <message>
        <source>Old plan</source>
        <translation>原方案</translation>
    </message>
    <message>
        <source>Per grid: units gained and lost, loads before and after.</source>
        <translation>按网格：增减的单元数、前后工作量。</translation>
    </message>
    <message>
        <source>Per person: loads before and after.</source>
        <translation>按人员：前后工作量。</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
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
        <source>Share of units that change hands</source>
        <translation>换手单元比例</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>污染源</translation>
    </message>
    <message>
        <source>Sources that change hands</source>
        <translation>换手污染源数</translation>
    </message>
    <message>
        <source>Sources whose grid changes.</source>
        <translation>所属网格变化的污染源。</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>Units that change hands</source>
        <translation>换手单元数</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ConflictBar</name>
    <message>
        <source>Keep mine as a new draft</source>
        <translation>我的另存为新草案</translation>
    </message>
    <message>
        <source>Load what is there</source>
        <translation>加载现有内容</translation>
    </message>
</context>
<context>
    <name>CopyDataCentre</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>After</source>
        <translation>调整后</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Copy data centre</source>
        <translation>复制数据中心</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of a data centre, or the address of a shared one (postgresql://…). It is only read.</source>
        <translation>数据中心文件夹，或共享数据中心的地址（postgresql://…）。只读取，不修改。</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>Folder or address of another data centre of the same district. What it holds under other keys stays; under the same keys the source wins.</source>
        <translation>同一区县另一个数据中心的文件夹或地址。其他主键的内容保留；主键相同时以源为准。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Months copied</source>
        <translation>已复制的月数</translation>
    </message>
    <message>
        <source>Months merged with other observations</source>
        <translation>与其他监测数据合并的月数</translation>
    </message>
    <message>
        <source>Observations in both, verified</source>
        <translation>两处都有并已核对的监测数据</translation>
    </message>
    <message>
        <source>Only observations and positions after this moment, on the clock of the district.</source>
        <translation>只复制该时刻之后的监测数据和位置（按区县当地时间）。</translation>
    </message>
    <message>
        <source>Only observations and positions up to this moment, on the clock of the district.</source>
        <translation>只复制该时刻及之前的监测数据和位置（按区县当地时间）。</translation>
    </message>
    <message>
        <source>Positions added</source>
        <translation>新增的位置记录</translation>
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
        <source>Rows of forms written</source>
        <translation>写入的表单行数</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>源</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止（含）</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>CreateDataCentre</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Adds 907 made-up devices of all kinds with 30 days of made-up history. Everything in it is marked as synthetic.</source>
        <translation>加入 907 台虚构设备（各类齐全）及 30 天虚构历史数据，全部标为合成数据。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
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
        <translation>数据资源中心</translation>
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
        <translation>区界</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
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
        <source>From</source>
        <translation>开始</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>What the boundary's coordinates really refer to; files from Chinese map services are in GCJ-02 or BD-09 though they say WGS-84.</source>
        <translation>区界坐标实际所用的基准；中国地图服务的文件即使写明 WGS-84，也是 GCJ-02 或 BD-09。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
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
    <name>DepotZones</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Circle of {metres:.0f} m …</source>
        <translation>圆形，半径 {metres:.0f} 米……</translation>
    </message>
    <message>
        <source>Circle …</source>
        <translation>圆形……</translation>
    </message>
    <message>
        <source>Click the corners of the zone; the right button ends it, Escape calls it off.</source>
        <translation>依次点击围栏的各角点；单击右键结束，按 Esc 取消。</translation>
    </message>
    <message>
        <source>Draw on the map</source>
        <translation>在地图上绘制</translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>不监视</translation>
    </message>
    <message>
        <source>Radius around {name} in metres ({least} to {most}):</source>
        <translation>{name} 周围的半径（米，{least} 至 {most}）：</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Usual circle of {metres:.0f} m</source>
        <translation>默认圆形，半径 {metres:.0f} 米</translation>
    </message>
    <message>
        <source>Watched zone</source>
        <translation>监视围栏</translation>
    </message>
    <message>
        <source>Writing the zone</source>
        <translation>正在写入监视围栏</translation>
    </message>
</context>
<context>
    <name>DeviceQualityCheck</name>
    <message>
        <source>A page with the figures of each network and the sensors that need a look.</source>
        <translation>网页报告：各网络统计及需要检查的传感器。</translation>
    </message>
    <message>
        <source>A point for each station and property: records due and received (number), online rate (0 to 1), gaps and delays (seconds), what cannot be true.</source>
        <translation>每个站点、每个项目一个点：应到与实到记录（数目）、在线率（0～1）、中断与到达延迟（秒）、不可能为真的读数。</translation>
    </message>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>逐日</translation>
    </message>
    <message>
        <source>Device quality</source>
        <translation>设备质量</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>In the district's local time. A drift shows itself over two weeks or more.</source>
        <translation>按本区当地时间。漂移一般要两周以上才能显现。</translation>
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
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>Sensors with an alarm</source>
        <translation>有报警的传感器数</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>The report cannot be written to {path}. Choose another folder.</source>
        <translation>报告无法写入 {path}，请选择其他文件夹。</translation>
    </message>
    <message>
        <source>The same for each sensor and local day; standing still and drifting are 1, else 0.</source>
        <translation>每个传感器、每个当地日的同样内容；读数不变、漂移为1，否则为0。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>Which network. Nothing chosen: all of them.</source>
        <translation>选择监测网络；不选则为全部。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>DivideGrids</name>
    <message>
        <source>As a share from 0 to 1 of the units; empty for no limit.</source>
        <translation>占单元数的比例（0 到 1）；留空为不限。</translation>
    </message>
    <message>
        <source>Barriers</source>
        <translation>阻隔线</translation>
    </message>
    <message>
        <source>Divide into inspection grids</source>
        <translation>划分巡查网格</translation>
    </message>
    <message>
        <source>Field that is 1 (or true) for units that stay in the grid of the old plan.</source>
        <translation>值为 1（或真）的单元保持原方案的网格。</translation>
    </message>
    <message>
        <source>Field with the number, the same for all units of one; it takes the place of “Number of grids”.</source>
        <translation>网格数字段，同一乡镇或村的单元取值相同；代替“网格数”。</translation>
    </message>
    <message>
        <source>Fields whose sums the grids share evenly, e.g. inspection minutes; several are balanced at once.</source>
        <translation>各网格要均衡的量的字段，如巡查分钟数；可同时均衡多个。</translation>
    </message>
    <message>
        <source>Grid in the old plan</source>
        <translation>原方案网格</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>In the whole layer, or in every township or village where that field is given.</source>
        <translation>整个图层内的网格数；给出乡镇或村字段时为每个乡镇或村内的网格数。</translation>
    </message>
    <message>
        <source>Largest deviation (share)</source>
        <translation>最大偏差（比例）</translation>
    </message>
    <message>
        <source>Lines no grid crosses: motorways, ridges.</source>
        <translation>网格不得跨越的线：高速公路、山脊。</translation>
    </message>
    <message>
        <source>Loads</source>
        <translation>工作量字段</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Most pieces of a grid</source>
        <translation>单个网格最多片数</translation>
    </message>
    <message>
        <source>Most units that change hands</source>
        <translation>调整单元比例上限</translation>
    </message>
    <message>
        <source>No grid crosses from one value of this field to another.</source>
        <translation>网格不跨越该字段的不同取值。</translation>
    </message>
    <message>
        <source>Number of grids</source>
        <translation>网格数</translation>
    </message>
    <message>
        <source>Number of grids of each township or village</source>
        <translation>各乡镇或村的网格数</translation>
    </message>
    <message>
        <source>Polygons that meet along their edges, e.g. from “Build units of inspection grids”.</source>
        <translation>沿边相接的多边形，例如来自“构建网格单元”。</translation>
    </message>
    <message>
        <source>Proven least deviation (share)</source>
        <translation>经证明的最小偏差（比例）</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Share of units that changed hands</source>
        <translation>已换手单元比例</translation>
    </message>
    <message>
        <source>The grid {grid} has {count} units that its other land does not reach.</source>
        <translation>网格 {grid} 有 {count} 个单元与其余部分不相连。</translation>
    </message>
    <message>
        <source>The grids as polygons with load, deviation, compactness (Polsby–Popper) and number of pieces.</source>
        <translation>网格多边形，附工作量、偏差、紧凑度(Polsby–Popper)和片数。</translation>
    </message>
    <message>
        <source>The same seed gives the same plan.</source>
        <translation>种子相同则方案相同。</translation>
    </message>
    <message>
        <source>The units with the field “grid”.</source>
        <translation>带“grid”字段的单元。</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>允许偏差</translation>
    </message>
    <message>
        <source>Township or village</source>
        <translation>乡镇或村</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Units with their grid</source>
        <translation>带所属网格的单元</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村（社区）</translation>
    </message>
    <message>
        <source>Wanted largest deviation of a grid from the mean load, as a share: 0.05 is 5 %.</source>
        <translation>网格偏离平均工作量的允许最大比例：0.05 即 5%。</translation>
    </message>
    <message>
        <source>Where grids are counted by township: field with the village, which no grid crosses either. The grids of a township are handed out to its villages by load, at least one each.</source>
        <translation>按乡镇计网格数时：村字段，网格也不跨村。乡镇的网格按负荷分配到各村，每村至少一个。</translation>
    </message>
    <message>
        <source>Why the wish cannot be met</source>
        <translation>要求无法满足的原因</translation>
    </message>
    <message>
        <source>With it the old plan is repaired: units change hands only as far as the tolerance asks.</source>
        <translation>给出时在原方案上修补：只在容差需要时单元才换手。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>DutyLoad</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Field with the grid's code</source>
        <translation>网格编码字段</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Grids with workload</source>
        <translation>带工作量的网格</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Mean speed on the way between sources.</source>
        <translation>污染源之间路途的平均速度。</translation>
    </message>
    <message>
        <source>Minutes a visit</source>
        <translation>每次分钟数</translation>
    </message>
    <message>
        <source>Minutes a week altogether</source>
        <translation>每周总分钟数</translation>
    </message>
    <message>
        <source>Minutes a week of the heaviest grid</source>
        <translation>最重网格的每周分钟数</translation>
    </message>
    <message>
        <source>One row per class of sources: how often it is visited and how long a visit takes.</source>
        <translation>每类污染源一行：巡查频次和每次用时。</translation>
    </message>
    <message>
        <source>Patrol rules</source>
        <translation>巡查规则</translation>
    </message>
    <message>
        <source>Pollution sources</source>
        <translation>污染源</translation>
    </message>
    <message>
        <source>Polygons, one per grid.</source>
        <translation>多边形，每个网格一个。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Speed (km/h)</source>
        <translation>速度（公里/小时）</translation>
    </message>
    <message>
        <source>The grids with sources, visits, visit_minutes, travel_minutes and minutes a week.</source>
        <translation>网格，附每周的污染源数、巡查次数、巡查分钟、路途分钟和总分钟。</translation>
    </message>
    <message>
        <source>The patrol rules hold something that is no number. Correct visits and minutes.</source>
        <translation>巡查规则中有非数字内容，请改正次数和分钟数。</translation>
    </message>
    <message>
        <source>The sources have no field “{column}”. Assign them to grids first.</source>
        <translation>污染源没有“{column}”字段，请先归属网格。</translation>
    </message>
    <message>
        <source>Visits a week</source>
        <translation>每周次数</translation>
    </message>
    <message>
        <source>What the field grid of the sources refers to.</source>
        <translation>污染源 grid 字段所指的内容。</translation>
    </message>
    <message>
        <source>With the fields grid and class; fields visits_per_week and minutes, where filled, come before the rule of the class.</source>
        <translation>带 grid 和 class 字段；visits_per_week 和 minutes 有值时优先于类别规则。</translation>
    </message>
    <message>
        <source>Workload of inspection grids</source>
        <translation>网格工作量</translation>
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
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>GCJ-02 (Amap, Tencent)</source>
        <translation>GCJ-02（高德、腾讯）</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>The whole span</source>
        <translation>全时段</translation>
    </message>
    <message>
        <source>WGS-84 (GPS)</source>
        <translation>WGS-84（GPS）</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
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
        <source>A contrast is above 1, for example 2: twice the surroundings.</source>
        <translation>对比度应大于 1，例如 2 表示周围平均值的两倍。</translation>
    </message>
    <message>
        <source>A data centre that is open for writing answers with its own engine.</source>
        <translation>以写入方式打开的数据中心只使用自带引擎。</translation>
    </message>
    <message>
        <source>A delivery lacks the columns {columns}.</source>
        <translation>一批数据缺少字段 {columns}。</translation>
    </message>
    <message>
        <source>A file of the data centre cannot be used: {place}.</source>
        <translation>数据中心的一个文件无法使用：{place}。</translation>
    </message>
    <message>
        <source>A fix does not say whose it is.</source>
        <translation>有定位没有说明所属资源。</translation>
    </message>
    <message>
        <source>A fix has an impossible time.</source>
        <translation>有定位的时间不可能。</translation>
    </message>
    <message>
        <source>A fix is not on earth.</source>
        <translation>有定位不在地球上。</translation>
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
        <source>A line for the flux needs two points or more.</source>
        <translation>计算通量的线至少要有两个点。</translation>
    </message>
    <message>
        <source>A line of “{name}” is longer than {limit} bytes.</source>
        <translation>“{name}”中有一行超过 {limit} 字节。</translation>
    </message>
    <message>
        <source>A line or boundary has several parts.</source>
        <translation>线或边界由多个部分组成。</translation>
    </message>
    <message>
        <source>A log of the data centre: what was written there is never changed or deleted.</source>
        <translation>这是数据中心的日志：已写入的内容不能修改或删除。</translation>
    </message>
    <message>
        <source>A message of {size} bytes is too large for the spool.</source>
        <translation>{size} 字节的报文超出暂存区单条上限。</translation>
    </message>
    <message>
        <source>A moment is before the start of the release.</source>
        <translation>有一个时刻早于释放开始。</translation>
    </message>
    <message>
        <source>A name in the observations holds a zero byte.</source>
        <translation>监测数据中的某个名称含有零字节。</translation>
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
        <source>A plan is published by somebody and for a reason.</source>
        <translation>方案须由人发布并说明理由。</translation>
    </message>
    <message>
        <source>A point needs longitude and latitude.</source>
        <translation>点需要经度和纬度。</translation>
    </message>
    <message>
        <source>A record of the spool cannot be read.</source>
        <translation>暂存区中的一条记录无法读取。</translation>
    </message>
    <message>
        <source>A resolution of {resolution} m makes too large a raster.</source>
        <translation>分辨率 {resolution} m 会使栅格过大。</translation>
    </message>
    <message>
        <source>A shared data centre answers with its own engine.</source>
        <translation>共享数据中心用自身的引擎计算。</translation>
    </message>
    <message>
        <source>A shared data centre has no step {names}.</source>
        <translation>共享数据中心没有步骤 {names}。</translation>
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
        <source>A text for the data centre holds a zero byte.</source>
        <translation>写入数据中心的某段文本含有零字节。</translation>
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
        <source>A zone of {radius} m is not possible.</source>
        <translation>围栏半径 {radius} m 不可用。</translation>
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
        <source>Allow this user to read the topics.</source>
        <translation>请允许该用户读取这些主题。</translation>
    </message>
    <message>
        <source>An archive of {rows} records cannot be made.</source>
        <translation>无法生成 {rows} 条记录的存档。</translation>
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
        <source>An episode may be two months long at most.</source>
        <translation>过程最长为两个月。</translation>
    </message>
    <message>
        <source>An episode must be at least six hours long.</source>
        <translation>过程至少要有六小时。</translation>
    </message>
    <message>
        <source>Another collector is at work in {place}.</source>
        <translation>另一个采集服务正在使用 {place}。</translation>
    </message>
    <message>
        <source>Another export of months of the data centre {place} is at work.</source>
        <translation>数据中心 {place} 正在进行另一次月份导出。</translation>
    </message>
    <message>
        <source>Another program has been writing to the data centre for more than {seconds} seconds: {place}.</source>
        <translation>另一程序正在写入数据中心，已超过 {seconds} 秒：{place}。</translation>
    </message>
    <message>
        <source>Another program is writing to the data centre {place}.</source>
        <translation>另一个程序正在写入数据中心 {place}。</translation>
    </message>
    <message>
        <source>Another program keeps the data centre {place} busy.</source>
        <translation>另一个程序正在占用数据中心 {place}。</translation>
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
        <source>Ask for any of n, mean, max, min, p50, p90, p95 and p98.</source>
        <translation>可选 n、mean、max、min、p50、p90、p95、p98 中的任意几项。</translation>
    </message>
    <message>
        <source>Ask for at least as many grids as there are villages.</source>
        <translation>网格数不应少于村数。</translation>
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
        <source>Ask for o3, or use the station statistics for o3_8h.</source>
        <translation>请改用 o3，或用站点统计计算 o3_8h。</translation>
    </message>
    <message>
        <source>Ask for one they have.</source>
        <translation>请选择已有的列。</translation>
    </message>
    <message>
        <source>Ask for read permission on the folder.</source>
        <translation>请申请该文件夹的读取权限。</translation>
    </message>
    <message>
        <source>Ask for smaller pages.</source>
        <translation>请减小每页的记录数。</translation>
    </message>
    <message>
        <source>Ask for write permission on the folder, or open the centre for reading only.</source>
        <translation>请申请该文件夹的写入权限，或仅以只读方式打开数据中心。</translation>
    </message>
    <message>
        <source>Ask the administrator of the data centre for the role you need (viewer, editor or collector).</source>
        <translation>请向数据中心管理员申请所需角色（viewer 查看、editor 编辑或 collector 采集）。</translation>
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
        <source>At least {least} stations with values of this hour must lie under the scan; show the extinction instead.</source>
        <translation>扫描下方至少要有 {least} 个站点具有本小时数据；可改为显示消光系数。</translation>
    </message>
    <message>
        <source>Average more rays, give the heights of clean air, or take another time: this may be all cloud.</source>
        <translation>请平均更多射线，给出清洁大气的高度，或换一个时段：此时可能全为云。</translation>
    </message>
    <message>
        <source>Averaging is hour or day; publish is rule or available.</source>
        <translation>时段为 hour 或 day；发布方式为 rule 或 available。</translation>
    </message>
    <message>
        <source>Between one and {most} trajectories can be computed at once.</source>
        <translation>一次可计算1至{most}条轨迹。</translation>
    </message>
    <message>
        <source>Both components must be in one file, with the standard names eastward_wind and northward_wind.</source>
        <translation>两个分量须在同一文件中，标准名为 eastward_wind 和 northward_wind。</translation>
    </message>
    <message>
        <source>Bring the folder of the closed months back, or raise most_bytes in [spool]; until then nothing is stored.</source>
        <translation>请恢复已结束月份的文件夹，或调大 [spool] 中的 most_bytes；在此之前不会存储任何记录。</translation>
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
        <source>Check sslmode and the certificates with the administrator of the server. With an authcfg in the address, the authorities count that QGIS knows (Options → Authentication → Manage Certificates).</source>
        <translation>请与服务器管理员核对 sslmode 和证书。地址含 authcfg 时，以 QGIS 信任的证书颁发机构为准（选项 → 认证 → 管理证书）。</translation>
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
        <source>Check that the folder of the data centre can be written and has room.</source>
        <translation>请检查数据中心文件夹是否可写、空间是否充足。</translation>
    </message>
    <message>
        <source>Check that the folder or the database can be reached.</source>
        <translation>请检查文件夹或数据库能否访问。</translation>
    </message>
    <message>
        <source>Check that the server runs and the network is up, then try again.</source>
        <translation>请检查服务器是否运行、网络是否连通，然后重试。</translation>
    </message>
    <message>
        <source>Check the address of the service.</source>
        <translation>请检查服务地址。</translation>
    </message>
    <message>
        <source>Check the address, or create the database first.</source>
        <translation>请检查地址，或先建立数据库。</translation>
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
        <source>Check the disk of the folder and export again; the month is still whole in the database.</source>
        <translation>请检查文件夹所在磁盘并重新导出；该月在数据库中仍然完整。</translation>
    </message>
    <message>
        <source>Check the disk of the target and copy again; the source is untouched.</source>
        <translation>请检查目标磁盘后重新复制；源数据中心未被改动。</translation>
    </message>
    <message>
        <source>Check the disk or the network share that it lies on, then try again.</source>
        <translation>请检查其所在的磁盘或网络共享，然后重试。</translation>
    </message>
    <message>
        <source>Check the file.</source>
        <translation>请检查该文件。</translation>
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
        <source>Check the place and the layer of rivers.</source>
        <translation>请检查位置和河流图层。</translation>
    </message>
    <message>
        <source>Check the plan and mend what is wrong.</source>
        <translation>请检查方案并改正错误。</translation>
    </message>
    <message>
        <source>Check the schema in the address, or make a new data centre there.</source>
        <translation>请检查地址中的模式（schema），或在该处新建数据中心。</translation>
    </message>
    <message>
        <source>Check user and password (they may have expired), and whether the server lets this computer in.</source>
        <translation>请检查用户名和密码（可能已过期），以及服务器是否允许本机连接。</translation>
    </message>
    <message>
        <source>Check user, password and the broker's log.</source>
        <translation>请检查用户、口令和消息代理的日志。</translation>
    </message>
    <message>
        <source>Choose NetCDF, GRIB or CSV files of wind.</source>
        <translation>请选择风场的 NetCDF、GRIB 或 CSV 文件。</translation>
    </message>
    <message>
        <source>Choose a GeoTIFF that the lidar overlay wrote.</source>
        <translation>请选择由激光雷达叠加图生成的 GeoTIFF。</translation>
    </message>
    <message>
        <source>Choose a coarser grid.</source>
        <translation>请选择更粗的网格。</translation>
    </message>
    <message>
        <source>Choose a coarser one; the gates of a lidar are 3.75 to 30 m long.</source>
        <translation>请选择较粗的分辨率；激光雷达的距离门长 3.75 至 30 m。</translation>
    </message>
    <message>
        <source>Choose a complete JPEG, PNG or WebP file.</source>
        <translation>请选择完整的 JPEG、PNG 或 WebP 文件。</translation>
    </message>
    <message>
        <source>Choose a depot.</source>
        <translation>请选择一个物资库。</translation>
    </message>
    <message>
        <source>Choose a file, or a folder that holds some.</source>
        <translation>请选择文件，或包含文件的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder with CSV, XLSX, Parquet or GeoJSON files.</source>
        <translation>请选择含有 CSV、XLSX、Parquet 或 GeoJSON 文件的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder you may write to, and close the file where it is open.</source>
        <translation>请选择可写的文件夹，并关闭已打开的该文件。</translation>
    </message>
    <message>
        <source>Choose a folder you may write to, with some free space.</source>
        <translation>请选择您可以写入且空间足够的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder you may write to.</source>
        <translation>请选择可写的文件夹。</translation>
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
        <source>Choose a later effective date.</source>
        <translation>请选择更晚的生效日期。</translation>
    </message>
    <message>
        <source>Choose a later end.</source>
        <translation>请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>Choose a later state, or correct it by hand.</source>
        <translation>请选择之后的状态，或人工更正。</translation>
    </message>
    <message>
        <source>Choose a layer of a past moment.</source>
        <translation>请选择历史时刻的图层。</translation>
    </message>
    <message>
        <source>Choose a layer of lines that has features.</source>
        <translation>请选择有要素的线图层。</translation>
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
        <source>Choose a longer span.</source>
        <translation>请选择更长的时段。</translation>
    </message>
    <message>
        <source>Choose a mapping saved by the import dialog.</source>
        <translation>请选择由导入对话框保存的映射。</translation>
    </message>
    <message>
        <source>Choose a new or an empty folder for the closed months.</source>
        <translation>请为已结束的月份选择新的或空的文件夹。</translation>
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
        <source>Choose a raster of heights in metres with a coordinate reference system that covers the lidar.</source>
        <translation>请选择以米为单位、带坐标参照系且覆盖激光雷达位置的高程栅格。</translation>
    </message>
    <message>
        <source>Choose a region within the measured range.</source>
        <translation>请选择测量范围之内的区间。</translation>
    </message>
    <message>
        <source>Choose a scan of the aerosol lidar; wind profiles hold no aerosol signal.</source>
        <translation>请选择气溶胶激光雷达的扫描；测风廓线没有气溶胶信号。</translation>
    </message>
    <message>
        <source>Choose a shorter span.</source>
        <translation>请选择更短的时段。</translation>
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
        <source>Choose another field, or none.</source>
        <translation>请选择别的字段，或不选。</translation>
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
        <source>Choose another phase.</source>
        <translation>请选择其他阶段。</translation>
    </message>
    <message>
        <source>Choose another place for the archive.</source>
        <translation>请为存档选择其他位置。</translation>
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
        <source>Choose another plan.</source>
        <translation>请选择别的方案。</translation>
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
        <source>Choose another quantity, or a scan with a parallel and a cross channel.</source>
        <translation>请选择其他要素，或选择具有平行和垂直偏振通道的扫描。</translation>
    </message>
    <message>
        <source>Choose another reader, or check how the file was made.</source>
        <translation>请另选读取器，或检查文件是如何生成的。</translation>
    </message>
    <message>
        <source>Choose another scan, or check overlap and background of this one.</source>
        <translation>请选择其他扫描，或检查该扫描的重叠因子和背景。</translation>
    </message>
    <message>
        <source>Choose another scan.</source>
        <translation>请选择其他扫描。</translation>
    </message>
    <message>
        <source>Choose another schema in the address, or open the centre that is there.</source>
        <translation>请在地址中选择其他模式，或打开已有的数据中心。</translation>
    </message>
    <message>
        <source>Choose another span, or import observations into the data centre.</source>
        <translation>请选择其他时段，或先向数据资源中心导入监测数据。</translation>
    </message>
    <message>
        <source>Choose another station or span.</source>
        <translation>请选择其他站点或时段。</translation>
    </message>
    <message>
        <source>Choose another target.</source>
        <translation>请选择其他目标。</translation>
    </message>
    <message>
        <source>Choose another time, or allow more time between the section and the scans.</source>
        <translation>请选择其他时间，或放宽剖面与扫描之间的时间差。</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>请选择别的。</translation>
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
        <source>Choose fewer starts or heights.</source>
        <translation>请减少起始时刻或高度。</translation>
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
        <source>Choose larger ones, for example 60 × 30 m.</source>
        <translation>请选择较大的像元，例如 60 × 30 m。</translation>
    </message>
    <message>
        <source>Choose one by its EPSG code, for example EPSG:4490.</source>
        <translation>请按 EPSG 代码选择，例如 EPSG:4490。</translation>
    </message>
    <message>
        <source>Choose one from A (very unstable) to F (stable).</source>
        <translation>请在 A（极不稳定）至 F（稳定）中选择。</translation>
    </message>
    <message>
        <source>Choose one of its plans.</source>
        <translation>请选择其中已有的方案。</translation>
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
        <source>Choose one that holds the place of the instrument.</source>
        <translation>请选择覆盖仪器位置的坐标参照系。</translation>
    </message>
    <message>
        <source>Choose one that it has.</source>
        <translation>请选择已有事件。</translation>
    </message>
    <message>
        <source>Choose or make one in the import dialog.</source>
        <translation>请在导入对话框中选择或新建一个。</translation>
    </message>
    <message>
        <source>Choose overlays of one quantity made from scans with times.</source>
        <translation>请选择由带时间的扫描生成的同一要素的叠加图。</translation>
    </message>
    <message>
        <source>Choose rural or urban.</source>
        <translation>请选择 rural 或 urban。</translation>
    </message>
    <message>
        <source>Choose scans of a Doppler lidar around itself, or its wind profiles.</source>
        <translation>请选择多普勒激光雷达的环扫文件或测风廓线。</translation>
    </message>
    <message>
        <source>Choose the column of the range, or enter the bin width in metres.</source>
        <translation>请选择距离所在的列，或输入以米为单位的距离门宽度。</translation>
    </message>
    <message>
        <source>Choose the folder of one day.</source>
        <translation>请选择一天的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder that holds centre.toml, or make a new data centre in an empty folder.</source>
        <translation>请选择含有 centre.toml 的文件夹，或在空文件夹中新建数据中心。</translation>
    </message>
    <message>
        <source>Choose the layer with the boundary of the district.</source>
        <translation>请选择含区界的图层。</translation>
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
        <source>Click its corners one after the other, all around.</source>
        <translation>请沿周边依次点击各角点。</translation>
    </message>
    <message>
        <source>Close it in other programs, and choose a folder you may write to.</source>
        <translation>请在其他程序中关闭该文件，并选择有写权限的文件夹。</translation>
    </message>
    <message>
        <source>Closed months of the data centre lie in {folder}, which this computer cannot reach.</source>
        <translation>数据中心已结束的月份位于 {folder}，本机无法访问。</translation>
    </message>
    <message>
        <source>Compare the two; then confirm by naming the plan in force as the one that is replaced.</source>
        <translation>请比较两者，然后指明现行方案为被替代方案以确认。</translation>
    </message>
    <message>
        <source>Complete the load; 0 is allowed.</source>
        <translation>请补全负荷；允许为 0。</translation>
    </message>
    <message>
        <source>Compute or import trajectories first.</source>
        <translation>请先计算或导入轨迹。</translation>
    </message>
    <message>
        <source>Concentrations and their errors must not be negative.</source>
        <translation>浓度及其误差不能为负。</translation>
    </message>
    <message>
        <source>Connect to the data centre anew and choose an authentication configuration of this computer.</source>
        <translation>请重新连接数据中心，并选择本机的身份验证配置。</translation>
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
        <source>Copy it as a draft and change the copy.</source>
        <translation>请复制为草案后修改草案。</translation>
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
        <source>Correct it: draft, in_force or superseded.</source>
        <translation>请改正为 draft、in_force 或 superseded。</translation>
    </message>
    <message>
        <source>Correct or clear the field.</source>
        <translation>请更正或清空该字段。</translation>
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
        <source>Correct the line it names.</source>
        <translation>请改正所指出的行。</translation>
    </message>
    <message>
        <source>Correct the logger's clock or split the file where the time leaps.</source>
        <translation>请校正记录仪时钟，或在时间跳变处拆分文件。</translation>
    </message>
    <message>
        <source>Correct the place of the folder: archive=… in the address, or the one the centre was told at its export.</source>
        <translation>请更正文件夹的位置：地址中的 archive=…，或导出时告知数据中心的位置。</translation>
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
        <source>Divide it, or raise most_bytes.</source>
        <translation>请拆分文件，或调大 most_bytes。</translation>
    </message>
    <message>
        <source>Divide it.</source>
        <translation>请拆分。</translation>
    </message>
    <message>
        <source>Divide the district first.</source>
        <translation>请先划分网格。</translation>
    </message>
    <message>
        <source>Divide the units first.</source>
        <translation>请先划分单元。</translation>
    </message>
    <message>
        <source>Divide within villages: a grid belongs to one village or community.</source>
        <translation>请在村内划分：一个网格只属于一个村（社区）。</translation>
    </message>
    <message>
        <source>Draw a line near the lidar on the map.</source>
        <translation>请在地图上激光雷达附近画一条线。</translation>
    </message>
    <message>
        <source>Draw a line on the map.</source>
        <translation>请在地图上画一条线。</translation>
    </message>
    <message>
        <source>Draw an area or use another end-point.</source>
        <translation>请画出区域，或使用另一终点浓度。</translation>
    </message>
    <message>
        <source>Draw it along the roads that are closed.</source>
        <translation>请沿封闭的道路绘制。</translation>
    </message>
    <message>
        <source>Draw it around the yard of the depot.</source>
        <translation>请围绕物资库的院落绘制。</translation>
    </message>
    <message>
        <source>Draw it nearer to the lidar: through its sweeps, along a scan up and down, or over the lidar itself.</source>
        <translation>请画在离激光雷达更近处：穿过水平扫描、沿仰角扫描或经过激光雷达。</translation>
    </message>
    <message>
        <source>Draw it on the map.</source>
        <translation>请在地图上绘制。</translation>
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
        <source>Enter the place of the instrument.</source>
        <translation>请填写仪器所在位置。</translation>
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
        <source>Export months before the current one.</source>
        <translation>请导出当前月之前的月份。</translation>
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
        <source>Fill the column resource_id.</source>
        <translation>请填写 resource_id 字段。</translation>
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
        <source>Fixes have no column {name}.</source>
        <translation>位置记录没有 {name} 列。</translation>
    </message>
    <message>
        <source>Follow fewer.</source>
        <translation>请减少跟踪数量。</translation>
    </message>
    <message>
        <source>Free some space on the disk of the server and send the same data again; nothing stored before is lost.</source>
        <translation>请在服务器磁盘上腾出空间后重新发送相同数据；此前已入库的数据不会丢失。</translation>
    </message>
    <message>
        <source>Free some space on the disk or raise the quota and send the same data again; nothing stored before is lost.</source>
        <translation>请清理磁盘空间或提高配额，然后重新发送同样的数据；此前存入的数据不会丢失。</translation>
    </message>
    <message>
        <source>Give --speed 60.</source>
        <translation>请给出 --speed 60。</translation>
    </message>
    <message>
        <source>Give 0 or more.</source>
        <translation>请给出不小于 0 的值。</translation>
    </message>
    <message>
        <source>Give 1 to 100000 m.</source>
        <translation>请给出 1 至 100000 m。</translation>
    </message>
    <message>
        <source>Give 24M, 240M, 1G or a number.</source>
        <translation>请填写 24M、240M、1G 或一个数字。</translation>
    </message>
    <message>
        <source>Give a CSV file.</source>
        <translation>请提供 CSV 文件。</translation>
    </message>
    <message>
        <source>Give a GeoPackage, GeoJSON or Shapefile with polygons.</source>
        <translation>请提供含面要素的 GeoPackage、GeoJSON 或 Shapefile 文件。</translation>
    </message>
    <message>
        <source>Give a centre that was made as a demo, and ids of its stations.</source>
        <translation>请给出作为演示建立的数据中心及其站点编号。</translation>
    </message>
    <message>
        <source>Give a column mapping. Its columns are: {columns}.</source>
        <translation>请给出列映射。其列为：{columns}。</translation>
    </message>
    <message>
        <source>Give a data centre whose stations lie under the scan, or show the extinction.</source>
        <translation>请选择在扫描下方有站点的数据中心，或改为显示消光系数。</translation>
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
        <source>Give a later time.</source>
        <translation>请给出更晚的时间。</translation>
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
        <source>Give a number.</source>
        <translation>请给出数字。</translation>
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
        <source>Give a whole number from 1 on with every unit.</source>
        <translation>请为每个单元填写不小于 1 的整数。</translation>
    </message>
    <message>
        <source>Give a whole path, e.g. /srv/eco-archive; where this computer sees the folder elsewhere, add archive=… to the address of the data centre.</source>
        <translation>请给出完整路径，如 /srv/eco-archive；若该文件夹在本机的位置不同，请在数据中心地址中加 archive=…。</translation>
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
        <source>Give an instant.</source>
        <translation>请给出带时区的时刻。</translation>
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
        <source>Give between 100,000 and 4,000,000,000.</source>
        <translation>请填写 100,000 到 4,000,000,000 之间的数。</translation>
    </message>
    <message>
        <source>Give degrees of WGS-84.</source>
        <translation>请给出 WGS-84 的度数。</translation>
    </message>
    <message>
        <source>Give each resource an id of its own.</source>
        <translation>请为每个资源设置唯一编号。</translation>
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
        <source>Give every unit the 12-digit code of its village.</source>
        <translation>请为每个单元填写所属村的 12 位代码。</translation>
    </message>
    <message>
        <source>Give every unit the township of its village.</source>
        <translation>请使每个单元的乡镇与其村一致。</translation>
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
        <source>Give instants with a time zone, e.g. in UTC.</source>
        <translation>请给出带时区的时刻，例如 UTC。</translation>
    </message>
    <message>
        <source>Give instants with a time zone.</source>
        <translation>请给出带时区的时刻。</translation>
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
        <source>Give its path with --config.</source>
        <translation>请用 --config 给出其路径。</translation>
    </message>
    <message>
        <source>Give kilograms above 0.</source>
        <translation>请给出大于 0 的千克数。</translation>
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
        <source>Give pressures instead of heights.</source>
        <translation>请改用气压给出层次。</translation>
    </message>
    <message>
        <source>Give resource_id, time, lon and lat.</source>
        <translation>请给出 resource_id、time、lon 和 lat。</translation>
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
        <source>Give the address of the service under the name it uses for itself.</source>
        <translation>请填写服务自身使用的地址名称。</translation>
    </message>
    <message>
        <source>Give the angles in the column mapping, or take a file of a scanning reader.</source>
        <translation>请在列映射中给出角度，或使用带扫描角度的文件。</translation>
    </message>
    <message>
        <source>Give the collector's user permission to write there.</source>
        <translation>请给采集服务的账户该处的写权限。</translation>
    </message>
    <message>
        <source>Give the columns a heading: id, longitude, latitude.</source>
        <translation>请为各列加表头：id、longitude、latitude。</translation>
    </message>
    <message>
        <source>Give the copy another id.</source>
        <translation>请为副本取别的编号。</translation>
    </message>
    <message>
        <source>Give the dates with the same index as the concentrations, or as a plain array.</source>
        <translation>日期的索引须与浓度表相同，或给出普通数组。</translation>
    </message>
    <message>
        <source>Give the demo centre, and --hj212 or --mqtt or both.</source>
        <translation>请给出演示数据中心，以及 --hj212 或 --mqtt，或两者。</translation>
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
        <source>Give the new one another id.</source>
        <translation>请为新方案取别的编号。</translation>
    </message>
    <message>
        <source>Give the path of a folder, or an address that begins with postgresql://.</source>
        <translation>请给出文件夹路径，或以 postgresql:// 开头的地址。</translation>
    </message>
    <message>
        <source>Give the path of its folder.</source>
        <translation>请给出其文件夹的路径。</translation>
    </message>
    <message>
        <source>Give the same number with all units of a township or village.</source>
        <translation>请使同一乡镇或村的单元取值相同。</translation>
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
        <source>Give them in metres, for example 0, 200, 500.</source>
        <translation>请以米给出，例如0, 200, 500。</translation>
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
        <source>Give up to 60 characters without blanks, slashes and quotes, e.g. 2026-03.</source>
        <translation>最多 60 个字符，不含空格、斜杠和引号，例如 2026-03。</translation>
    </message>
    <message>
        <source>Give west below east and south below north.</source>
        <translation>西界应小于东界，南界应小于北界。</translation>
    </message>
    <message>
        <source>Give where it blows from, in degrees.</source>
        <translation>请给出风的来向（度）。</translation>
    </message>
    <message>
        <source>Give {wanted}.</source>
        <translation>请给出 {wanted}。</translation>
    </message>
    <message>
        <source>Group by any of station, township, kind, hour and weekday, each at most once.</source>
        <translation>可按 station、township、kind、hour、weekday 分组，每项至多一次。</translation>
    </message>
    <message>
        <source>Heights must lie above the roughness length of the ground.</source>
        <translation>高度必须大于地面粗糙度。</translation>
    </message>
    <message>
        <source>Humidity is in per cent, 0 to 100; the exponent between 0 and 3 (0.4 is usual near Beijing).</source>
        <translation>湿度以百分数表示，0 至 100；指数在 0 至 3 之间（北京附近通常为 0.4）。</translation>
    </message>
    <message>
        <source>Ids of units are missing or double.</source>
        <translation>单元编号缺失或重复。</translation>
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
        <source>Import the scan again.</source>
        <translation>请重新导入该扫描。</translation>
    </message>
    <message>
        <source>Import the weather of that hour, or show the extinction.</source>
        <translation>请导入该小时的气象数据，或改为显示消光系数。</translation>
    </message>
    <message>
        <source>Import the weather of that time, or choose another span.</source>
        <translation>请导入该时段的气象数据，或选择其他时段。</translation>
    </message>
    <message>
        <source>Install a Java 17 runtime (Debian: default-jre-headless), or use the engine “centre”.</source>
        <translation>请安装Java 17运行环境（Debian：default-jre-headless），或使用引擎“centre”。</translation>
    </message>
    <message>
        <source>Install it beside the collector, or remove the source from the configuration.</source>
        <translation>请为采集服务安装该包，或从配置中删除该来源。</translation>
    </message>
    <message>
        <source>Install the package postgresql-postgis on the server, and let an administrator run CREATE EXTENSION postgis.</source>
        <translation>请在服务器上安装 postgresql-postgis 软件包，并由管理员执行 CREATE EXTENSION postgis。</translation>
    </message>
    <message>
        <source>Install what requirements-spark.txt names, or use the engine “centre”.</source>
        <translation>请安装 requirements-spark.txt 所列内容，或使用引擎“centre”。</translation>
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
        <source>It has: {known}.</source>
        <translation>现有：{known}。</translation>
    </message>
    <message>
        <source>It is kept in quarantine.</source>
        <translation>该记录已存入隔离区。</translation>
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
        <source>It is not said where the devices shall send to.</source>
        <translation>没有说明设备应发送到哪里。</translation>
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
        <source>Its server merges and clears by itself. The steps are: check, repair, export.</source>
        <translation>其服务器会自行合并和清理。可用步骤：check、repair、export。</translation>
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
        <source>Keep the password in the QGIS authentication store, in PGPASSFILE or in PGPASSWORD, and leave it out of the address.</source>
        <translation>请将密码保存在 QGIS 认证库、PGPASSFILE 或 PGPASSWORD 中，不要写在地址里。</translation>
    </message>
    <message>
        <source>Known are: {known}.</source>
        <translation>已知的有：{known}。</translation>
    </message>
    <message>
        <source>Known here are: {known}.</source>
        <translation>此处已知的键：{known}。</translation>
    </message>
    <message>
        <source>Leave authcfg out of the address, and give PGUSER and PGPASSFILE in the environment.</source>
        <translation>请从地址中去掉 authcfg，并在环境变量中给出 PGUSER 和 PGPASSFILE。</translation>
    </message>
    <message>
        <source>Leave it out where it is unknown.</source>
        <translation>未知时请留空。</translation>
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
        <source>Leave {engine} out, or copy the centre into a folder first.</source>
        <translation>不要指定 {engine}，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Let the administrator of this computer switch it on, or leave authcfg out of the address.</source>
        <translation>请本机管理员启用身份验证库，或在地址中去掉 authcfg。</translation>
    </message>
    <message>
        <source>Let the collector's user read it.</source>
        <translation>请让采集服务的账户能够读取。</translation>
    </message>
    <message>
        <source>Let the format be found by itself. The columns are: {columns}.</source>
        <translation>请让程序自动判断格式。其列为：{columns}。</translation>
    </message>
    <message>
        <source>Let the owner of the data centre open it once with this version of the plugin.</source>
        <translation>请由数据中心所有者用本版插件打开一次。</translation>
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
        <source>Look after a shared centre with “Tend data centre” or the command tend.</source>
        <translation>请用“维护数据中心”或命令 tend 维护共享数据中心。</translation>
    </message>
    <message>
        <source>Look at the cluster's log; every worker must see the folder of the centre under the same path.</source>
        <translation>请查看集群日志；每个工作节点都须能以相同路径读取数据中心文件夹。</translation>
    </message>
    <message>
        <source>Look into its log; 401 and 403 mean that user, password or token are wrong.</source>
        <translation>请查看该服务的日志；401 和 403 表示用户、口令或令牌有误。</translation>
    </message>
    <message>
        <source>Look whether it runs and can be reached.</source>
        <translation>请检查该服务是否在运行、网络是否可达。</translation>
    </message>
    <message>
        <source>Look whether it runs, and give its address as HOST:PORT.</source>
        <translation>请检查它是否在运行，并按 主机:端口 给出地址。</translation>
    </message>
    <message>
        <source>Look whether it runs, or give it more time.</source>
        <translation>请检查该服务是否在运行，或延长等待时间。</translation>
    </message>
    <message>
        <source>Look whether it runs; it is tried again and again.</source>
        <translation>请检查它是否在运行；采集服务会不断重试。</translation>
    </message>
    <message>
        <source>Look whether its disk or share is mounted, or restore the folder from a backup.</source>
        <translation>请检查其磁盘或共享是否已挂载，或从备份恢复该文件夹。</translation>
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
        <source>Make the overlay again.</source>
        <translation>请重新生成叠加图。</translation>
    </message>
    <message>
        <source>Make the target as synthetic, so that nobody takes made-up values for real ones.</source>
        <translation>请将目标建为演示数据中心，以免虚构数值被当作真实数据。</translation>
    </message>
    <message>
        <source>Make the target for the district of the source.</source>
        <translation>请按源数据中心的区县建立目标。</translation>
    </message>
    <message>
        <source>Map each column to one of the known properties before storing it.</source>
        <translation>存入前请把每一列对应到已知的监测项目。</translation>
    </message>
    <message>
        <source>Mass cannot be told: {stations} stations lie under the scan, and there is no good earlier relation.</source>
        <translation>无法给出质量浓度：扫描下方有 {stations} 个站点，且没有可用的先前关系。</translation>
    </message>
    <message>
        <source>Mass needs a relation between extinction and the mass at your stations.</source>
        <translation>质量浓度需要消光系数与站点质量浓度的关系。</translation>
    </message>
    <message>
        <source>Mixing heights and wind speeds must not be negative.</source>
        <translation>混合层高度和风速不能为负。</translation>
    </message>
    <message>
        <source>Mount the folder there, or add archive=… to the address of the data centre with the place where this computer sees it. Later months can be asked for without it.</source>
        <translation>请将文件夹挂载到该处，或在数据中心地址中加 archive=… 写明其在本机的位置。较新的月份不需要它也能查询。</translation>
    </message>
    <message>
        <source>Move the foreign file elsewhere and restore the centre's own features.gpkg from a backup.</source>
        <translation>请把外来文件移到别处，并从备份恢复数据中心自己的 features.gpkg。</translation>
    </message>
    <message>
        <source>Name a folder that everybody reaches who asks for them; it is remembered.</source>
        <translation>请指定一个所有查询者都能访问的文件夹；数据中心会记住它。</translation>
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
        <source>Name the folder when you export for the first time.</source>
        <translation>首次导出时再指定文件夹。</translation>
    </message>
    <message>
        <source>Name the plan.</source>
        <translation>请指明方案。</translation>
    </message>
    <message>
        <source>Name the property.</source>
        <translation>请写明监测项目。</translation>
    </message>
    <message>
        <source>Name them so in the file.</source>
        <translation>请在文件中使用这些字段名。</translation>
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
        <source>No Spark master answers at {host}:{port}.</source>
        <translation>{host}:{port} 处没有Spark主节点应答。</translation>
    </message>
    <message>
        <source>No clean air was found above the aerosol to start the inversion from.</source>
        <translation>在气溶胶之上找不到可作为反演起点的清洁大气。</translation>
    </message>
    <message>
        <source>No data centre was named.</source>
        <translation>没有指定数据中心。</translation>
    </message>
    <message>
        <source>No grid of the plan has a code that begins with {area}.</source>
        <translation>方案中没有编码以 {area} 开头的网格。</translation>
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
        <source>No plan is in force today.</source>
        <translation>今日没有现行方案。</translation>
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
        <source>No scan was made near that time.</source>
        <translation>该时间附近没有扫描。</translation>
    </message>
    <message>
        <source>No secure connection to the data centre {place} could be made.</source>
        <translation>无法与数据中心 {place} 建立加密连接。</translation>
    </message>
    <message>
        <source>No station has data in the span.</source>
        <translation>该时段没有站点有数据。</translation>
    </message>
    <message>
        <source>No station measured the wind in the span.</source>
        <translation>该时段没有站点测风。</translation>
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
        <source>None of the scans passes over the line.</source>
        <translation>没有扫描经过这条线的上方。</translation>
    </message>
    <message>
        <source>Not every unit says which village or community it lies in.</source>
        <translation>并非每个单元都注明所属村（社区）。</translation>
    </message>
    <message>
        <source>Nothing was written. Load the rows again, look at what has changed, and repeat your change.</source>
        <translation>未写入任何内容。请重新读取这些行，查看变化后再修改。</translation>
    </message>
    <message>
        <source>One date is needed to choose the edition of a standard.</source>
        <translation>选择标准版本需要一个日期。</translation>
    </message>
    <message>
        <source>Only a folder centre is looked after in this way: {place}.</source>
        <translation>只有文件夹数据中心可这样维护：{place}。</translation>
    </message>
    <message>
        <source>Only the owner of the data centre {place} may export months.</source>
        <translation>只有数据中心 {place} 的所有者可以导出月份。</translation>
    </message>
    <message>
        <source>Only wind on longitude and latitude with a time can be written.</source>
        <translation>只能写出带时间的经纬度网格风场。</translation>
    </message>
    <message>
        <source>Only {budget} units may change hands.</source>
        <translation>只允许 {budget} 个单元调整归属。</translation>
    </message>
    <message>
        <source>Open it again first.</source>
        <translation>请先重新启动事件。</translation>
    </message>
    <message>
        <source>Open it for reading to use {engine}.</source>
        <translation>请以只读方式打开以使用 {engine}。</translation>
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
        <source>Open it once for writing as its owner, which brings it up to date, or restore a backup.</source>
        <translation>请由所有者以写入方式打开一次以自动更新，或从备份恢复。</translation>
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
        <source>Open the data centre again and enter the master password when QGIS asks for it.</source>
        <translation>请重新打开数据中心，并在 QGIS 询问时输入主密码。</translation>
    </message>
    <message>
        <source>Plans rest on them: take the whole set “{unit_set}”, or give the new units other ids.</source>
        <translation>已有方案以其为基础：请取整套“{unit_set}”，或为新单元取别的编号。</translation>
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
        <source>Put files into the folder.</source>
        <translation>请把文件放入文件夹。</translation>
    </message>
    <message>
        <source>Put the file itself into the folder.</source>
        <translation>请把文件本身放入文件夹。</translation>
    </message>
    <message>
        <source>Put this one file back from the backup of the folder, then let the data centre be checked. Other months can be used meanwhile.</source>
        <translation>请从该文件夹的备份恢复这一个文件，然后检查数据中心。其他月份在此期间可以照常使用。</translation>
    </message>
    <message>
        <source>QGIS cannot open the raster {path}.</source>
        <translation>QGIS 无法打开栅格 {path}。</translation>
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
        <source>Records for closed months fill the {size} bytes they may wait in.</source>
        <translation>已结束月份的记录已占满允许等待的 {size} 字节。</translation>
    </message>
    <message>
        <source>Refresh the layer and select again.</source>
        <translation>请刷新图层并重新选择。</translation>
    </message>
    <message>
        <source>Reject such fixes first.</source>
        <translation>请先剔除此类定位。</translation>
    </message>
    <message>
        <source>Release it from its order first, or choose another one.</source>
        <translation>请先解除其现有指令，或另选资源。</translation>
    </message>
    <message>
        <source>Release it from its order first.</source>
        <translation>请先解除其指令。</translation>
    </message>
    <message>
        <source>Release the units first.</source>
        <translation>请先撤离各单位。</translation>
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
        <source>Remove it; no database keeps such text.</source>
        <translation>请将其去掉；数据库不能保存这样的文本。</translation>
    </message>
    <message>
        <source>Remove it; the collector makes its own.</source>
        <translation>请移除它，采集服务会自行建立。</translation>
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
        <source>Restore it from a backup, or delete it: pollers then begin where their configuration says.</source>
        <translation>请从备份恢复，或将其删除：轮询来源将从配置规定的位置重新开始。</translation>
    </message>
    <message>
        <source>Restore it from a backup.</source>
        <translation>请从备份恢复。</translation>
    </message>
    <message>
        <source>Restore observations/_delta_log in this folder from its backup, then let the data centre be checked.</source>
        <translation>请从备份恢复该文件夹中的 observations/_delta_log，然后检查数据中心。</translation>
    </message>
    <message>
        <source>Restore the file named in the details from a backup.</source>
        <translation>请从备份恢复详情中所列的文件。</translation>
    </message>
    <message>
        <source>Restore the file of its log that the details name from a backup.</source>
        <translation>请从备份恢复详细信息中指出的日志文件。</translation>
    </message>
    <message>
        <source>Restore the folder from the backup that was made after the dump.</source>
        <translation>请恢复该转储之后所做的文件夹备份。</translation>
    </message>
    <message>
        <source>Restore the folder from the backup that was made after the last export.</source>
        <translation>请用上次导出之后所做的备份恢复该文件夹。</translation>
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
        <source>Save the plan again.</source>
        <translation>请重新保存方案。</translation>
    </message>
    <message>
        <source>Save the table as CSV in UTF-8.</source>
        <translation>请把表格存为 UTF-8 的 CSV。</translation>
    </message>
    <message>
        <source>Say in a few words what happened.</source>
        <translation>请用几个字说明发生了什么。</translation>
    </message>
    <message>
        <source>Say which column holds the signal of which channel.</source>
        <translation>请说明哪一列是哪个通道的信号。</translation>
    </message>
    <message>
        <source>Say who publishes it and why; both are kept.</source>
        <translation>请写明发布人和理由；两者都会保留。</translation>
    </message>
    <message>
        <source>See the details for the column and correct the rows.</source>
        <translation>请在详细信息中查看相关的列并改正。</translation>
    </message>
    <message>
        <source>Select one line of the layer and take selected features only, or draw one.</source>
        <translation>请选中图层中的一条线并勾选“仅选中的要素”，或画一条线。</translation>
    </message>
    <message>
        <source>Send UTF-8 JSON.</source>
        <translation>请发送 UTF-8 编码的 JSON。</translation>
    </message>
    <message>
        <source>Send an order instead.</source>
        <translation>请改为下令。</translation>
    </message>
    <message>
        <source>Send flat records.</source>
        <translation>请发送不嵌套的记录。</translation>
    </message>
    <message>
        <source>Send id, lat, lon and timestamp.</source>
        <translation>请发送 id、lat、lon 和 timestamp。</translation>
    </message>
    <message>
        <source>Send it a new order.</source>
        <translation>请重新下令。</translation>
    </message>
    <message>
        <source>Send it smaller than 20 MB.</source>
        <translation>请发送小于 20 MB 的照片。</translation>
    </message>
    <message>
        <source>Send it smaller.</source>
        <translation>请缩小后发送。</translation>
    </message>
    <message>
        <source>Send the file to those who look after the plugin.</source>
        <translation>请把文件交给插件维护人员。</translation>
    </message>
    <message>
        <source>Send the same data again; write to the centre only through this plugin.</source>
        <translation>请重新发送同样的数据；只能通过本插件写入数据中心。</translation>
    </message>
    <message>
        <source>Set it first.</source>
        <translation>请先设置。</translation>
    </message>
    <message>
        <source>Set the CRS of the layer first.</source>
        <translation>请先设置图层的坐标参考系。</translation>
    </message>
    <message>
        <source>Set the place of the incident first.</source>
        <translation>请先设置事件位置。</translation>
    </message>
    <message>
        <source>Shorten the range of the lidar profile.</source>
        <translation>请缩短激光雷达廓线的距离。</translation>
    </message>
    <message>
        <source>Show the extinction instead.</source>
        <translation>请改为显示消光系数。</translation>
    </message>
    <message>
        <source>Simplify the line first.</source>
        <translation>请先简化该线。</translation>
    </message>
    <message>
        <source>Somebody changed it past this plugin; restore it from a backup.</source>
        <translation>它曾被本插件以外的程序改动；请从备份恢复。</translation>
    </message>
    <message>
        <source>Somebody else changed {count} of these rows of {table} in the meantime, first {key} (by {who}, {when}).</source>
        <translation>表 {table} 中有 {count} 行已被他人修改，首个为 {key}（{who}，{when}）。</translation>
    </message>
    <message>
        <source>Somebody else was faster with {name}; nothing was written.</source>
        <translation>{name} 刚被他人抢先更改，本次未写入。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({kind}). The log panel “Yanqing Eco” has the details.</source>
        <translation>发生意外情况（{kind}）。详情见日志面板“Yanqing Eco”。</translation>
    </message>
    <message>
        <source>Source and target are the same data centre.</source>
        <translation>源和目标是同一个数据中心。</translation>
    </message>
    <message>
        <source>Spark needs Java, which is not installed.</source>
        <translation>Spark需要Java，但未安装。</translation>
    </message>
    <message>
        <source>Split it into files of a day.</source>
        <translation>请按日拆分。</translation>
    </message>
    <message>
        <source>Split it into single parts and choose one.</source>
        <translation>请拆成单部分并选择其中一个。</translation>
    </message>
    <message>
        <source>Start it again and report what its log says; what was acknowledged is in the spool.</source>
        <translation>请重新启动，并将日志内容报告给开发方；已应答的数据均在暂存区中。</translation>
    </message>
    <message>
        <source>Start the cluster (scripts/spark.sh start) or correct the address.</source>
        <translation>请启动集群（scripts/spark.sh start）或更正地址。</translation>
    </message>
    <message>
        <source>Station {station} has fewer than six hours of data in the span.</source>
        <translation>站点{station}在该时段的数据不足六小时。</translation>
    </message>
    <message>
        <source>Stop it first, or give this one a spool and a centre of its own.</source>
        <translation>请先停止它，或为本采集服务指定单独的暂存区和数据中心。</translation>
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
        <source>Take the results of “Transport flux” for several hours, merged into one layer.</source>
        <translation>请使用“输送通量”多个小时的结果合并成的图层。</translation>
    </message>
    <message>
        <source>Tell it: m/s, km/h or kn.</source>
        <translation>请指明：m/s、km/h 或 kn。</translation>
    </message>
    <message>
        <source>Tell its operator.</source>
        <translation>请告知服务运营方。</translation>
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
        <source>The JSON text is nested too deeply.</source>
        <translation>JSON 文本嵌套过深。</translation>
    </message>
    <message>
        <source>The Python package pyspark is not installed.</source>
        <translation>未安装Python包pyspark。</translation>
    </message>
    <message>
        <source>The Spark cluster {master} could not answer.</source>
        <translation>Spark集群 {master} 未能给出结果。</translation>
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
        <source>The address of the data centre cannot be read.</source>
        <translation>数据中心的地址无法识别。</translation>
    </message>
    <message>
        <source>The address of the data centre has a port that is no number.</source>
        <translation>数据中心地址中的端口不是数字。</translation>
    </message>
    <message>
        <source>The address of the data centre has the setting {name}, which nobody knows.</source>
        <translation>数据中心地址中有未知的设置 {name}。</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password.</source>
        <translation>数据中心地址中含有密码。</translation>
    </message>
    <message>
        <source>The address of the data centre names no database.</source>
        <translation>数据中心地址没有指明数据库。</translation>
    </message>
    <message>
        <source>The answer is no list of positions.</source>
        <translation>应答不是定位列表。</translation>
    </message>
    <message>
        <source>The archive cannot be grouped by {names}.</source>
        <translation>存档不能按 {names} 分组。</translation>
    </message>
    <message>
        <source>The archive has no figures called {names}.</source>
        <translation>档案没有名为 {names} 的统计量。</translation>
    </message>
    <message>
        <source>The archive holds no running 8 h means of ozone; they are made from the hours of o3.</source>
        <translation>存档不含臭氧8小时滑动均值，它由 o3 小时值计算得到。</translation>
    </message>
    <message>
        <source>The area is empty.</source>
        <translation>区域是空的。</translation>
    </message>
    <message>
        <source>The area {key} is empty.</source>
        <translation>范围 {key} 为空。</translation>
    </message>
    <message>
        <source>The areas of the grids are not known in metres.</source>
        <translation>无法得到以米计的网格面积。</translation>
    </message>
    <message>
        <source>The atlas {path} cannot be written.</source>
        <translation>无法写出图册 {path}。</translation>
    </message>
    <message>
        <source>The authentication configuration {authcfg} cannot be used for a database.</source>
        <translation>身份验证配置 {authcfg} 不能用于数据库连接。</translation>
    </message>
    <message>
        <source>The authentication store of QGIS is locked.</source>
        <translation>QGIS 的身份验证库未解锁。</translation>
    </message>
    <message>
        <source>The authentication store of this QGIS is switched off, so the data centre cannot be connected to.</source>
        <translation>本机 QGIS 的身份验证库已停用，无法连接数据中心。</translation>
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
        <source>The board shows it as it is now: look again and decide.</source>
        <translation>面板已显示最新状态，请核对后再决定。</translation>
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
        <source>The broker refuses a subscription: {reason}.</source>
        <translation>消息代理拒绝订阅：{reason}。</translation>
    </message>
    <message>
        <source>The broker refuses the connection: {reason}.</source>
        <translation>消息代理拒绝连接：{reason}。</translation>
    </message>
    <message>
        <source>The broker {host}:{port} cannot be reached.</source>
        <translation>无法连接消息代理 {host}:{port}。</translation>
    </message>
    <message>
        <source>The catalogue's file “{file}” does not lie in the data centre.</source>
        <translation>目录中的文件“{file}”不在数据中心内。</translation>
    </message>
    <message>
        <source>The cells are too small for the bounds.</source>
        <translation>单元相对于范围太小。</translation>
    </message>
    <message>
        <source>The cells of the section are too many.</source>
        <translation>剖面的像元过多。</translation>
    </message>
    <message>
        <source>The centre {place} has no made-up station {station}.</source>
        <translation>数据中心 {place} 中没有示意站点 {station}。</translation>
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
        <source>The closed month {month} in {folder} is not what it was when it was exported.</source>
        <translation>{folder} 中已结束的月份 {month} 与导出时不一致。</translation>
    </message>
    <message>
        <source>The closed months in {folder} cannot be read.</source>
        <translation>无法读取 {folder} 中已结束的月份。</translation>
    </message>
    <message>
        <source>The closure has no place on earth.</source>
        <translation>封闭处不在地球上。</translation>
    </message>
    <message>
        <source>The closure is too long.</source>
        <translation>封闭线太长。</translation>
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
        <source>The collector cannot write in {place}.</source>
        <translation>采集服务无法在 {place} 写入。</translation>
    </message>
    <message>
        <source>The collector has ended by a fault of its own.</source>
        <translation>采集服务因自身故障而结束。</translation>
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
        <source>The configuration has a key nobody knows: {key}.</source>
        <translation>配置中有未知的键：{key}。</translation>
    </message>
    <message>
        <source>The configuration holds a secret itself: {key}.</source>
        <translation>配置文件中直接写了口令或令牌：{key}。</translation>
    </message>
    <message>
        <source>The configuration lacks {key}.</source>
        <translation>配置缺少 {key}。</translation>
    </message>
    <message>
        <source>The configuration says {key} = {value}, which cannot be used.</source>
        <translation>配置中的 {key} = {value} 无法使用。</translation>
    </message>
    <message>
        <source>The configuration {path} cannot be read.</source>
        <translation>无法读取配置文件 {path}。</translation>
    </message>
    <message>
        <source>The configuration {path} is far too large.</source>
        <translation>配置文件 {path} 过大。</translation>
    </message>
    <message>
        <source>The configuration {path} is no TOML file: {reason}.</source>
        <translation>配置文件 {path} 不是 TOML 文件：{reason}。</translation>
    </message>
    <message>
        <source>The connection to the broker is lost: {reason}.</source>
        <translation>与消息代理的连接已断开：{reason}。</translation>
    </message>
    <message>
        <source>The coordinate reference system “{crs}” is not known.</source>
        <translation>无法识别坐标参照系“{crs}”。</translation>
    </message>
    <message>
        <source>The copy of {month} differs from its source: {sent} rows were sent, {held} arrived.</source>
        <translation>{month} 的副本与源不一致：发送 {sent} 行，到达 {held} 行。</translation>
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
        <source>The data centre has no incident {name}.</source>
        <translation>数据中心没有事件 {name}。</translation>
    </message>
    <message>
        <source>The data centre has no plan “{plan}”.</source>
        <translation>数据资源中心没有方案“{plan}”。</translation>
    </message>
    <message>
        <source>The data centre has no role {role}.</source>
        <translation>数据中心没有角色 {role}。</translation>
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
        <source>The data centre has some of these units already, but not just these.</source>
        <translation>数据资源中心已有其中部分单元，但并非恰好这些。</translation>
    </message>
    <message>
        <source>The data centre is not there at present: {place}.</source>
        <translation>数据中心目前不在：{place}。</translation>
    </message>
    <message>
        <source>The data centre lies on a file system without locks and cannot be written: {place}.</source>
        <translation>数据中心所在文件系统不支持锁，无法写入：{place}。</translation>
    </message>
    <message>
        <source>The data centre refused the values.</source>
        <translation>数据中心拒绝了这些值。</translation>
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
        <source>The data centre {place} does not know where its closed months go.</source>
        <translation>数据中心 {place} 不知道已结束的月份应存放在哪里。</translation>
    </message>
    <message>
        <source>The data centre {place} does not say what it is.</source>
        <translation>数据中心 {place} 缺少自身说明。</translation>
    </message>
    <message>
        <source>The data centre {place} has exported no months.</source>
        <translation>数据中心 {place} 没有导出过任何月份。</translation>
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
        <source>The data centre {place} holds no synthetic archive and is left as it is.</source>
        <translation>数据中心 {place} 不是合成存档，未作改动。</translation>
    </message>
    <message>
        <source>The data centre {place} lacks a table or a column.</source>
        <translation>数据中心 {place} 缺少表或列。</translation>
    </message>
    <message>
        <source>The data centre {place} was opened for reading only.</source>
        <translation>数据中心 {place} 仅以只读方式打开。</translation>
    </message>
    <message>
        <source>The data centres belong to different districts: {one} and {other}.</source>
        <translation>两个数据中心属于不同区县：{one} 和 {other}。</translation>
    </message>
    <message>
        <source>The database of the data centre {place} failed.</source>
        <translation>数据中心 {place} 的数据库出错。</translation>
    </message>
    <message>
        <source>The database server refused the account for the data centre {place}.</source>
        <translation>数据库服务器拒绝了访问数据中心 {place} 的账号。</translation>
    </message>
    <message>
        <source>The database {database} has no PostGIS.</source>
        <translation>数据库 {database} 没有安装 PostGIS。</translation>
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
        <source>The district has no polygon.</source>
        <translation>区界没有多边形。</translation>
    </message>
    <message>
        <source>The district “{text}” cannot be read.</source>
        <translation>无法读取区县“{text}”。</translation>
    </message>
    <message>
        <source>The draft {plan} was made from “{base}”, but {current} is in force.</source>
        <translation>草案 {plan} 依据“{base}”制作，而现行方案是 {current}。</translation>
    </message>
    <message>
        <source>The elevation model {file} cannot be used.</source>
        <translation>无法使用高程模型 {file}。</translation>
    </message>
    <message>
        <source>The elevation of the rays is not known, and extinction cannot be told without it.</source>
        <translation>射线仰角未知，无法求得消光系数。</translation>
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
        <source>The end of the span is not after its beginning.</source>
        <translation>时段的结束不晚于开始。</translation>
    </message>
    <message>
        <source>The end-point “{name}” is no concentration.</source>
        <translation>终点“{name}”不是浓度。</translation>
    </message>
    <message>
        <source>The entry is empty.</source>
        <translation>条目为空。</translation>
    </message>
    <message>
        <source>The export of {month} differs from the database: {sent} rows were sent, {held} arrived.</source>
        <translation>{month} 的导出与数据库不一致：发送 {sent} 行，到达 {held} 行。</translation>
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
        <source>The file {file} of the closed month {month} in {folder} is damaged or gone.</source>
        <translation>{folder} 中已结束月份 {month} 的文件 {file} 已损坏或丢失。</translation>
    </message>
    <message>
        <source>The file {mark} in {folder} cannot be understood.</source>
        <translation>无法理解 {folder} 中的文件 {mark}。</translation>
    </message>
    <message>
        <source>The file {name} of the spool cannot be read.</source>
        <translation>无法读取暂存区的文件 {name}。</translation>
    </message>
    <message>
        <source>The file {path} cannot be written.</source>
        <translation>无法写出文件 {path}。</translation>
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
        <source>The folder {path} is a link or no folder.</source>
        <translation>{path} 是链接或不是文件夹。</translation>
    </message>
    <message>
        <source>The folder {place} is not a data centre.</source>
        <translation>文件夹 {place} 不是数据中心。</translation>
    </message>
    <message>
        <source>The folder “{name}” holds more than {most} files.</source>
        <translation>文件夹“{name}”中的文件超过 {most} 个。</translation>
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
        <source>The grid “{grid}” lies in {count} villages.</source>
        <translation>网格“{grid}”跨 {count} 个村。</translation>
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
        <source>The heights of the layers must rise.</source>
        <translation>分层高度必须递增。</translation>
    </message>
    <message>
        <source>The hours of the series must rise, with one concentration each.</source>
        <translation>序列的小时必须递增，且各有一个浓度。</translation>
    </message>
    <message>
        <source>The humidity at the time of the scan is not known, and the mass cannot be told from the extinction.</source>
        <translation>扫描时的湿度未知，无法由消光系数求得质量浓度。</translation>
    </message>
    <message>
        <source>The incident cannot become {phase} now.</source>
        <translation>事件现在不能变为 {phase}。</translation>
    </message>
    <message>
        <source>The incident has no title.</source>
        <translation>事件没有名称。</translation>
    </message>
    <message>
        <source>The incident {name} is closed; nobody is sent there.</source>
        <translation>事件 {name} 已终止，不能再派遣。</translation>
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
        <source>The layer of units has no coordinate system.</source>
        <translation>单元图层没有坐标系。</translation>
    </message>
    <message>
        <source>The layer {name} has no coordinate reference system.</source>
        <translation>图层 {name} 没有坐标参考系。</translation>
    </message>
    <message>
        <source>The layer {name} shows no moment.</source>
        <translation>图层 {name} 不是时刻图层。</translation>
    </message>
    <message>
        <source>The layer {path} cannot be read.</source>
        <translation>无法读取图层 {path}。</translation>
    </message>
    <message>
        <source>The layer {path} has no shapes.</source>
        <translation>图层 {path} 没有几何图形。</translation>
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
        <source>The lidar file {file} cannot be copied into the data centre.</source>
        <translation>无法把激光雷达文件 {file} 复制到数据中心。</translation>
    </message>
    <message>
        <source>The lidar file {file} does not say where the instrument stands.</source>
        <translation>激光雷达文件 {file} 未说明仪器所在位置。</translation>
    </message>
    <message>
        <source>The lidar file {file} has no channel of elastic backscatter.</source>
        <translation>激光雷达文件 {file} 没有弹性后向散射通道。</translation>
    </message>
    <message>
        <source>The lidar file {file} has no two polarisations to tell the depolarisation from.</source>
        <translation>激光雷达文件 {file} 没有两个偏振通道，无法求得退偏振比。</translation>
    </message>
    <message>
        <source>The lidar file {file} holds no wind.</source>
        <translation>激光雷达文件 {file} 中没有风。</translation>
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
        <source>The lidar files of “{name}” are too large to be taken together.</source>
        <translation>“{name}”中的激光雷达文件过大，无法合并处理。</translation>
    </message>
    <message>
        <source>The lidar scan has fewer than ten range gates.</source>
        <translation>激光雷达扫描的距离门不足十个。</translation>
    </message>
    <message>
        <source>The lidar scan has no channel “{channel}”.</source>
        <translation>激光雷达扫描没有通道“{channel}”。</translation>
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
        <source>The line for the flux has no length, or too many pieces.</source>
        <translation>计算通量的线长度为零，或段数太多。</translation>
    </message>
    <message>
        <source>The line of the section has fewer than two points.</source>
        <translation>剖面线少于两个点。</translation>
    </message>
    <message>
        <source>The line of the section has no length.</source>
        <translation>剖面线没有长度。</translation>
    </message>
    <message>
        <source>The lines of the zone cross, or enclose nothing.</source>
        <translation>围栏的边线相交，或没有围成面。</translation>
    </message>
    <message>
        <source>The link “{link}” is no address.</source>
        <translation>链接“{link}”不是有效地址。</translation>
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
        <source>The log of the closed months in {folder} cannot be read.</source>
        <translation>无法读取 {folder} 中已结束月份的日志。</translation>
    </message>
    <message>
        <source>The map cannot show “{name}” of the data centre.</source>
        <translation>地图无法显示数据中心的“{name}”。</translation>
    </message>
    <message>
        <source>The map {path} cannot be written.</source>
        <translation>无法写入地图 {path}。</translation>
    </message>
    <message>
        <source>The measured value is no number.</source>
        <translation>测量值不是数字。</translation>
    </message>
    <message>
        <source>The measurement does not say what was measured.</source>
        <translation>测量没有说明监测项目。</translation>
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
        <source>The month {month} is not over; it cannot be exported.</source>
        <translation>{month} 尚未结束，不能导出。</translation>
    </message>
    <message>
        <source>The note is too long.</source>
        <translation>记事过长。</translation>
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
        <source>The offsets of an ensemble must not be negative, and its start must be a time.</source>
        <translation>集合的偏移不能为负，起始必须是时刻。</translation>
    </message>
    <message>
        <source>The order cannot be {state} before it was ordered.</source>
        <translation>指令不能在下令之前变为 {state}。</translation>
    </message>
    <message>
        <source>The order has no place to go to.</source>
        <translation>指令没有目的地。</translation>
    </message>
    <message>
        <source>The order is {now} already and cannot become {state}.</source>
        <translation>指令已为 {now}，不能变为 {state}。</translation>
    </message>
    <message>
        <source>The outline of the grid “{grid}” crosses itself.</source>
        <translation>网格“{grid}”的边界自相交。</translation>
    </message>
    <message>
        <source>The overlays are no series: one has no time, or they show different quantities.</source>
        <translation>这些叠加图不能组成序列：有的没有时间，或要素不同。</translation>
    </message>
    <message>
        <source>The page leads to another server: {link}.</source>
        <translation>数据页指向另一台服务器：{link}。</translation>
    </message>
    <message>
        <source>The parent “{parent}” of the grid “{grid}” does not exist.</source>
        <translation>网格“{grid}”的上级“{parent}”不存在。</translation>
    </message>
    <message>
        <source>The password {authcfg} of the data centre is kept in QGIS and cannot be read here.</source>
        <translation>数据中心的密码 {authcfg} 保存在 QGIS 中，此处无法读取。</translation>
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
        <source>The photo has too many pixels.</source>
        <translation>照片像素过多。</translation>
    </message>
    <message>
        <source>The photo has {size} MB, too many.</source>
        <translation>照片有 {size} MB，过大。</translation>
    </message>
    <message>
        <source>The photo {name} cannot be read.</source>
        <translation>无法读取照片 {name}。</translation>
    </message>
    <message>
        <source>The plan assigns no unit.</source>
        <translation>方案没有分配任何单元。</translation>
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
        <source>The plan {plan} came into force on {since}; it cannot be replaced on {day}.</source>
        <translation>方案 {plan} 自 {since} 起生效，不能于 {day} 被替代。</translation>
    </message>
    <message>
        <source>The plan {plan} has been published and never changes.</source>
        <translation>方案 {plan} 已发布，不再改动。</translation>
    </message>
    <message>
        <source>The plan {plan} has the unknown state “{state}”.</source>
        <translation>方案 {plan} 的状态“{state}”未知。</translation>
    </message>
    <message>
        <source>The plan {plan} has {count} errors and cannot be published.</source>
        <translation>方案 {plan} 有 {count} 个错误，不能发布。</translation>
    </message>
    <message>
        <source>The plan {plan} is not in force and cannot be superseded.</source>
        <translation>方案 {plan} 并非现行方案，不能被替代。</translation>
    </message>
    <message>
        <source>The plan {plan} was never published.</source>
        <translation>方案 {plan} 从未发布。</translation>
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
        <source>The profiles have no “{quantity}”.</source>
        <translation>廓线中没有“{quantity}”。</translation>
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
        <source>The raster {path} cannot be read.</source>
        <translation>无法读取栅格 {path}。</translation>
    </message>
    <message>
        <source>The raster {path} is no lidar overlay.</source>
        <translation>栅格 {path} 不是激光雷达叠加图。</translation>
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
        <source>The relative humidity or its growth exponent is impossible.</source>
        <translation>相对湿度或其增长指数不合理。</translation>
    </message>
    <message>
        <source>The relative uncertainty of the lidar ratio must be below 0.9.</source>
        <translation>激光雷达比的相对不确定度须小于 0.9。</translation>
    </message>
    <message>
        <source>The report {path} cannot be written.</source>
        <translation>无法写入报告 {path}。</translation>
    </message>
    <message>
        <source>The request holds no position.</source>
        <translation>请求中没有定位。</translation>
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
        <source>The rest follows at the next round; raise most_pages where this goes on.</source>
        <translation>其余部分下次继续读取；如持续出现，请调大 most_pages。</translation>
    </message>
    <message>
        <source>The rows of the file cannot be told apart.</source>
        <translation>无法区分文件的各行。</translation>
    </message>
    <message>
        <source>The scan cannot be shown in the coordinate reference system “{crs}”.</source>
        <translation>无法在坐标参照系“{crs}”中显示该扫描。</translation>
    </message>
    <message>
        <source>The scan has no signal above its noise.</source>
        <translation>该扫描没有高于噪声的信号。</translation>
    </message>
    <message>
        <source>The scan has no time, and mass cannot be told without the hour's stations.</source>
        <translation>该扫描没有时间，无法利用该小时的站点数据求得质量浓度。</translation>
    </message>
    <message>
        <source>The schema {schema} exists already; no data centre was made.</source>
        <translation>模式 {schema} 已存在；未新建数据中心。</translation>
    </message>
    <message>
        <source>The search range {start}–{end} m is shorter than the reference stretch of {width} m.</source>
        <translation>搜索范围 {start}–{end} m 短于参考段 {width} m。</translation>
    </message>
    <message>
        <source>The secret in “{place}” cannot be read.</source>
        <translation>无法读取“{place}”中的口令或令牌。</translation>
    </message>
    <message>
        <source>The secret in “{place}” is empty.</source>
        <translation>“{place}”中的口令或令牌为空。</translation>
    </message>
    <message>
        <source>The section needs one line, and the layer has {count}.</source>
        <translation>剖面需要一条线，而图层中有 {count} 条。</translation>
    </message>
    <message>
        <source>The seed {seed} is below zero.</source>
        <translation>随机种子 {seed} 小于零。</translation>
    </message>
    <message>
        <source>The series of the lidar has no row with a time and a number.</source>
        <translation>激光雷达序列没有同时含时间和数值的行。</translation>
    </message>
    <message>
        <source>The series of the lidar needs the fields time and value.</source>
        <translation>激光雷达序列需要字段time和value。</translation>
    </message>
    <message>
        <source>The server may have answered with an error page: fetch the file again.</source>
        <translation>服务器可能返回了错误页面：请重新获取文件。</translation>
    </message>
    <message>
        <source>The server of the data centre {place} cannot be reached.</source>
        <translation>无法连接数据中心 {place} 的服务器。</translation>
    </message>
    <message>
        <source>The service has more than {most} pages for one question.</source>
        <translation>服务对一次查询给出的数据页超过 {most} 页。</translation>
    </message>
    <message>
        <source>The service leads on from an empty page.</source>
        <translation>服务的空数据页仍带有下一页链接。</translation>
    </message>
    <message>
        <source>The service offers more than {most} datastreams.</source>
        <translation>服务的数据流超过 {most} 个。</translation>
    </message>
    <message>
        <source>The service {host} answers with more than {most} bytes.</source>
        <translation>服务 {host} 的应答超过 {most} 字节。</translation>
    </message>
    <message>
        <source>The service {host} answers with status {status}.</source>
        <translation>服务 {host} 应答状态码 {status}。</translation>
    </message>
    <message>
        <source>The service {host} did not answer within {seconds} s.</source>
        <translation>服务 {host} 在 {seconds} 秒内没有应答。</translation>
    </message>
    <message>
        <source>The service {host} gives no answer that can be used.</source>
        <translation>服务 {host} 没有给出可用的应答。</translation>
    </message>
    <message>
        <source>The service's pages lead in a circle.</source>
        <translation>服务的数据页链接形成循环。</translation>
    </message>
    <message>
        <source>The slope of the river is not above 0.</source>
        <translation>河流比降必须大于 0。</translation>
    </message>
    <message>
        <source>The source is a made-up district, the target is not.</source>
        <translation>源是演示区县，目标不是。</translation>
    </message>
    <message>
        <source>The source {name} needs the Python package {package}.</source>
        <translation>来源 {name} 需要 Python 包 {package}。</translation>
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
        <source>The span does not say its time zone.</source>
        <translation>时段未注明时区。</translation>
    </message>
    <message>
        <source>The span ends before it begins.</source>
        <translation>时段的结束早于开始。</translation>
    </message>
    <message>
        <source>The speed {speed} is not above zero.</source>
        <translation>速度 {speed} 不大于零。</translation>
    </message>
    <message>
        <source>The spill has no mass.</source>
        <translation>泄漏量为空。</translation>
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
        <source>The steps are: check, repair, rollups, compact, vacuum.</source>
        <translation>可用步骤：check、repair、rollups、compact、vacuum。</translation>
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
        <source>The table in {folder} names files outside of it.</source>
        <translation>{folder} 中的数据表指向了该文件夹以外的文件。</translation>
    </message>
    <message>
        <source>The table kind_rules of the standards has a row for {kind} that names no known kind or scheme.</source>
        <translation>标准表 kind_rules 中 {kind} 一行没有对应的类型或方案。</translation>
    </message>
    <message>
        <source>The table of fluxes has no row with a time and numbers.</source>
        <translation>通量表中没有同时具有时间和数值的行。</translation>
    </message>
    <message>
        <source>The table of fluxes needs the fields {fields}.</source>
        <translation>通量表需要字段 {fields}。</translation>
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
        <source>The table {table} of the data centre cannot be reached.</source>
        <translation>无法访问数据中心的数据表 {table}。</translation>
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
        <source>The tables of the data centre {place} are older than this plugin, and your account may not change them.</source>
        <translation>数据中心 {place} 的表比本插件旧，而您的账号无权更新。</translation>
    </message>
    <message>
        <source>The terrain has another shape than the grid.</source>
        <translation>地形与网格形状不一致。</translation>
    </message>
    <message>
        <source>The threshold or the contrast of the hot spots is impossible.</source>
        <translation>热点的阈值或对比度不合理。</translation>
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
        <source>The times of a delivery do not say their time zone.</source>
        <translation>一批数据的时间没有注明时区。</translation>
    </message>
    <message>
        <source>The times of the fixes have no zone.</source>
        <translation>定位时间没有时区。</translation>
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
        <source>The units of the plan {plan} are not in the data centre.</source>
        <translation>数据中心没有方案 {plan} 的单元。</translation>
    </message>
    <message>
        <source>The variable {variable} does not fit into a NetCDF file.</source>
        <translation>变量 {variable} 无法写入 NetCDF 文件。</translation>
    </message>
    <message>
        <source>The village {village} has more than {most} grids.</source>
        <translation>村 {village} 的网格超过 {most} 个。</translation>
    </message>
    <message>
        <source>The village “{village}” carries {load:.2f} times the mean load of a grid in {count} whole grids.</source>
        <translation>村“{village}”的负荷为网格平均负荷的 {load:.2f} 倍，分为 {count} 个整网格。</translation>
    </message>
    <message>
        <source>The village “{village}” lies in {count} townships.</source>
        <translation>村“{village}”分属 {count} 个乡镇。</translation>
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
        <source>The wind is on pressure levels and does not tell their heights.</source>
        <translation>风场在气压层上且没有给出高度。</translation>
    </message>
    <message>
        <source>The wind is too strong for the grid of the field.</source>
        <translation>风相对于风场网格太强。</translation>
    </message>
    <message>
        <source>The wind of stations lacks the columns {names}.</source>
        <translation>站点风资料缺少列{names}。</translation>
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
        <source>The zone has no place on earth.</source>
        <translation>该围栏不在地球上。</translation>
    </message>
    <message>
        <source>The zone is too large.</source>
        <translation>该围栏过大。</translation>
    </message>
    <message>
        <source>The {name} of a warning is one word without comma.</source>
        <translation>预警的 {name} 须是一个不含逗号的词。</translation>
    </message>
    <message>
        <source>The {name} of the river is not possible.</source>
        <translation>河流的 {name} 不可用。</translation>
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
        <source>There is a plan {plan} already.</source>
        <translation>已有方案 {plan}。</translation>
    </message>
    <message>
        <source>There is no data centre at {place}.</source>
        <translation>{place} 没有数据中心。</translation>
    </message>
    <message>
        <source>There is no data centre in the schema {schema} of {place}.</source>
        <translation>{place} 的模式 {schema} 中没有数据中心。</translation>
    </message>
    <message>
        <source>There is no database {database} on the server of the data centre {place}.</source>
        <translation>数据中心 {place} 的服务器上没有数据库 {database}。</translation>
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
        <source>There is no kind of incident “{kind}”.</source>
        <translation>没有“{kind}”类事件。</translation>
    </message>
    <message>
        <source>There is no kind of station “{kind}”.</source>
        <translation>没有站点类型“{kind}”。</translation>
    </message>
    <message>
        <source>There is no level {level} of incidents.</source>
        <translation>事件没有 {level} 级。</translation>
    </message>
    <message>
        <source>There is no lidar file at “{name}”.</source>
        <translation>“{name}”处没有激光雷达文件。</translation>
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
        <source>There is no log entry of kind “{kind}”.</source>
        <translation>没有“{kind}”类的日志条目。</translation>
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
        <source>There is no phase “{phase}”.</source>
        <translation>没有“{phase}”阶段。</translation>
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
        <source>There is no river within 2 km of the spill.</source>
        <translation>泄漏点 2 km 内没有河流。</translation>
    </message>
    <message>
        <source>There is no scenario “{scenario}”.</source>
        <translation>没有情景“{scenario}”。</translation>
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
        <source>There is no state “{state}” of an order.</source>
        <translation>指令没有“{state}”状态。</translation>
    </message>
    <message>
        <source>There is no station {station} among those given.</source>
        <translation>给出的站点中没有{station}。</translation>
    </message>
    <message>
        <source>There is no station “{station}” in the data centre.</source>
        <translation>数据资源中心没有站点“{station}”。</translation>
    </message>
    <message>
        <source>There is no step {names} in looking after a data centre.</source>
        <translation>数据中心维护中没有步骤 {names}。</translation>
    </message>
    <message>
        <source>There is no such place on earth.</source>
        <translation>地球上没有这样的位置。</translation>
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
        <source>There is no trajectory in the layer.</source>
        <translation>图层中没有轨迹。</translation>
    </message>
    <message>
        <source>There is no trajectory.</source>
        <translation>没有轨迹。</translation>
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
        <source>There is no wind of stations, or too much grid for it.</source>
        <translation>没有站点风资料，或网格太大。</translation>
    </message>
    <message>
        <source>These are no vertical profiles.</source>
        <translation>这些不是垂直廓线。</translation>
    </message>
    <message>
        <source>They have: {known}.</source>
        <translation>现有：{known}。</translation>
    </message>
    <message>
        <source>This QGIS has no authentication configuration {authcfg}.</source>
        <translation>本机 QGIS 中没有身份验证配置 {authcfg}。</translation>
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
        <source>This is no JSON text.</source>
        <translation>这不是 JSON 文本。</translation>
    </message>
    <message>
        <source>This is no page of a SensorThings service.</source>
        <translation>这不是 SensorThings 服务的数据页。</translation>
    </message>
    <message>
        <source>This is no photo.</source>
        <translation>这不是照片。</translation>
    </message>
    <message>
        <source>This is no scan around the horizon and has no place on the map.</source>
        <translation>这不是水平方向的扫描，无法显示在地图上。</translation>
    </message>
    <message>
        <source>This is no scan of elevations in one direction.</source>
        <translation>这不是同一方位上的仰角扫描。</translation>
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
        <source>This would be before the incident was reported.</source>
        <translation>该时间早于事件报告时间。</translation>
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
        <source>Try again; where it persists, see the details and check the disk or share that the folder lies on.</source>
        <translation>请重试；若问题仍在，请查看详细信息，并检查该文件夹所在的磁盘或共享。</translation>
    </message>
    <message>
        <source>Try again; where it persists, tell the administrator what the details say.</source>
        <translation>请重试；若仍出错，请将详细信息告知管理员。</translation>
    </message>
    <message>
        <source>Units are locked to more grids than the plan may have.</source>
        <translation>锁定所涉网格多于方案允许的网格数。</translation>
    </message>
    <message>
        <source>Units of one parent ask for different numbers of grids (“{column}”, parent: {parent}).</source>
        <translation>同一上级的单元给出的网格数不一致（“{column}”，上级：{parent}）。</translation>
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
        <source>Use 1 (I) to 4 (IV).</source>
        <translation>请用 1（I 级）至 4（IV 级）。</translation>
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
        <source>Use one with user and password, or with a certificate.</source>
        <translation>请使用含用户名和密码或证书的配置。</translation>
    </message>
    <message>
        <source>Use river, or lake for lakes and reservoirs.</source>
        <translation>请用 river；湖库用 lake。</translation>
    </message>
    <message>
        <source>Use small letters, digits and underscores, beginning with a letter.</source>
        <translation>请使用小写字母、数字和下划线，并以字母开头。</translation>
    </message>
    <message>
        <source>Use the account that made the data centre.</source>
        <translation>请使用建立数据中心的账号。</translation>
    </message>
    <message>
        <source>Use the overlay for scans around the horizon, and the curtain for scans of elevations.</source>
        <translation>水平扫描请用叠加图，仰角扫描请用剖面。</translation>
    </message>
    <message>
        <source>Use the overlay for scans around the horizon, and the profiles for vertical ones.</source>
        <translation>水平扫描请用叠加图，垂直扫描请用廓线。</translation>
    </message>
    <message>
        <source>Use the profiles or the curtain for vertical scans; angles must be in the file.</source>
        <translation>垂直扫描请用廓线或剖面；文件中必须有角度。</translation>
    </message>
    <message>
        <source>Use the standard atmosphere, or another sonde.</source>
        <translation>请用标准大气，或另一探空资料。</translation>
    </message>
    <message>
        <source>Use “centre”, or the address of a Spark master such as spark://127.0.0.1:7077.</source>
        <translation>请使用“centre”，或Spark主节点地址，如 spark://127.0.0.1:7077。</translation>
    </message>
    <message>
        <source>Wait until it has finished and try again.</source>
        <translation>请等待其完成后重试。</translation>
    </message>
    <message>
        <source>Wait until its import has finished and try again.</source>
        <translation>请等导入结束后重试。</translation>
    </message>
    <message>
        <source>Where this one was restored from a backup, give it a folder of its own: restore that, too, and name it once with the command place.</source>
        <translation>若本数据中心由备份恢复而来，请给它单独的文件夹：同样从备份恢复，并用 place 命令告知一次。</translation>
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
        <source>Write a new entry that corrects the old one.</source>
        <translation>请写一条新的记录来更正旧记录。</translation>
    </message>
    <message>
        <source>Write a shorter span of time or fewer heights.</source>
        <translation>请缩短时段或减少高度层数。</translation>
    </message>
    <message>
        <source>Write a text, or add a photo or a measurement.</source>
        <translation>请写文字，或添加照片或测量值。</translation>
    </message>
    <message>
        <source>Write at most {most} characters.</source>
        <translation>最多写 {most} 个字符。</translation>
    </message>
    <message>
        <source>Write capability=number; and so on.</source>
        <translation>请写成“能力=数量；能力=数量”的形式。</translation>
    </message>
    <message>
        <source>Write it as 2026-03-01.</source>
        <translation>请写作 2026-03-01。</translation>
    </message>
    <message>
        <source>Write it as postgresql://host:5432/database.</source>
        <translation>请写成 postgresql://host:5432/database。</translation>
    </message>
    <message>
        <source>Write it as postgresql://host:5432/database?schema=eco.</source>
        <translation>请写成 postgresql://host:5432/database?schema=eco。</translation>
    </message>
    <message>
        <source>Write it into a file only the collector's user can read and name the file as {key}_file.</source>
        <translation>请写入只有采集服务账户可读的文件，并用 {key}_file 指明该文件。</translation>
    </message>
    <message>
        <source>Write its six-digit code and its name, for example “110119 延庆区 Yanqing”.</source>
        <translation>请写六位代码和名称，例如“110119 延庆区 Yanqing”。</translation>
    </message>
    <message>
        <source>Write material=quantity unit; and so on, e.g. sand=200 bag.</source>
        <translation>请写作“物资=数量 单位; …”，例如 sand=200 bag。</translation>
    </message>
    <message>
        <source>Write name=concentration in g/m³; and so on, e.g. level 1=0.058.</source>
        <translation>请写作“名称=浓度 (g/m³); …”，例如 level 1=0.058。</translation>
    </message>
    <message>
        <source>Write the password or token there.</source>
        <translation>请在其中写入口令或令牌。</translation>
    </message>
    <message>
        <source>Write to the table it shows: {table}.</source>
        <translation>请写入它所显示的表：{table}。</translation>
    </message>
    <message>
        <source>Your account has no role in the data centre {place}.</source>
        <translation>您的账号在数据中心 {place} 中没有角色。</translation>
    </message>
    <message>
        <source>Your account may not do this in the data centre {place}.</source>
        <translation>您的账号无权在数据中心 {place} 中执行此操作。</translation>
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
        <source>{count} orders of the incident are not released.</source>
        <translation>事件还有 {count} 条指令未撤离。</translation>
    </message>
    <message>
        <source>{count} resources have no id or one that occurs twice, first “{first}”.</source>
        <translation>{count} 个资源没有编号或编号重复，首个为“{first}”。</translation>
    </message>
    <message>
        <source>{count} rows of {table} did not arrive as they were sent.</source>
        <translation>{table} 有 {count} 行到达时与发送的不一致。</translation>
    </message>
    <message>
        <source>{count} sources are given by hand to grids that are not there, first “{grid}” of “{source}”.</source>
        <translation>{count} 个污染源被人工划归不存在的网格，首个为“{source}”的“{grid}”。</translation>
    </message>
    <message>
        <source>{count} times were told for the {fields} fields of {file}.</source>
        <translation>{file} 有 {fields} 个场，却给出了 {count} 个时间。</translation>
    </message>
    <message>
        <source>{count} units belong to no grid, first “{unit}”.</source>
        <translation>{count} 个单元不属于任何网格，第一个是“{unit}”。</translation>
    </message>
    <message>
        <source>{count} units carry so much that {sharing} of them have to share one grid.</source>
        <translation>{count} 个单元负荷过大，其中必有 {sharing} 个同属一个网格。</translation>
    </message>
    <message>
        <source>{count} units do not say how many grids to make (“{column}”), first “{unit}”.</source>
        <translation>{count} 个单元未说明网格数（“{column}”），首个为“{unit}”。</translation>
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
        <source>{file} cannot be written.</source>
        <translation>无法写入{file}。</translation>
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
        <source>{folder} cannot be the folder of closed months on this computer.</source>
        <translation>{folder} 不能作为本机上已结束月份的文件夹。</translation>
    </message>
    <message>
        <source>{folder} does not hold {month} as it was exported: {found} observations of {held}.</source>
        <translation>{folder} 中的 {month} 与导出时不一致：应有 {held} 条监测记录，实有 {found} 条。</translation>
    </message>
    <message>
        <source>{folder} holds the closed months of another data centre.</source>
        <translation>{folder} 保存的是另一个数据中心的已结束月份。</translation>
    </message>
    <message>
        <source>{folder} holds {found} observations of {month}, and {held} were exported.</source>
        <translation>{folder} 中有 {month} 的 {found} 条观测数据，而导出的是 {held} 条。</translation>
    </message>
    <message>
        <source>{folder} is filled by another database that holds a copy of this data centre.</source>
        <translation>{folder} 由存有本数据中心副本的另一个数据库写入。</translation>
    </message>
    <message>
        <source>{found} complete trajectories cannot form {count} clusters.</source>
        <translation>{found} 条完整轨迹无法分成 {count} 类。</translation>
    </message>
    <message>
        <source>{layers} layers need as many concentrations.</source>
        <translation>{layers}层需要同样多的浓度。</translation>
    </message>
    <message>
        <source>{limit} is no share of units that may change hands.</source>
        <translation>{limit} 不是可易手单元的比例。</translation>
    </message>
    <message>
        <source>{mode} is no TLS mode.</source>
        <translation>{mode} 不是 TLS 模式。</translation>
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
        <source>{name} is no depot.</source>
        <translation>{name} 不是物资库。</translation>
    </message>
    <message>
        <source>{name} is released from this order; the order cannot go on.</source>
        <translation>{name} 已从该指令撤离，指令不能继续。</translation>
    </message>
    <message>
        <source>{name} is under an order.</source>
        <translation>{name} 正在执行指令。</translation>
    </message>
    <message>
        <source>{name} is {state} and cannot be ordered.</source>
        <translation>{name} 处于 {state} 状态，不能下令。</translation>
    </message>
    <message>
        <source>{parts} grids cannot be made of {units} units (parent: {parent}).</source>
        <translation>无法由 {units} 个单元划分出 {parts} 个网格（上级：{parent}）。</translation>
    </message>
    <message>
        <source>{parts} grids cannot be made where there are {villages} villages (parent: {parent}): a grid lies in one village.</source>
        <translation>{villages} 个村无法划分为 {parts} 个网格（上级：{parent}）：一个网格只属于一个村。</translation>
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
        <source>{place} is not empty; no months were exported.</source>
        <translation>{place} 不是空文件夹；没有导出任何月份。</translation>
    </message>
    <message>
        <source>{rows} rows of trajectories are too many.</source>
        <translation>{rows} 行轨迹太多。</translation>
    </message>
    <message>
        <source>{schema} cannot be the schema of a data centre.</source>
        <translation>{schema} 不能作为数据中心的模式。</translation>
    </message>
    <message>
        <source>{share:.1%} of the grid “{grid}” lie outside its parent {parent}.</source>
        <translation>网格“{grid}”有 {share:.1%} 位于上级 {parent} 之外。</translation>
    </message>
    <message>
        <source>{table} is a log: what was written there is never changed or deleted.</source>
        <translation>{table} 为日志表，写入后不得修改或删除。</translation>
    </message>
    <message>
        <source>{table} takes geometries of type {wanted}, not {found}.</source>
        <translation>{table} 的几何类型应为 {wanted}，而不是 {found}。</translation>
    </message>
    <message>
        <source>“{address}” is no engine for statistics.</source>
        <translation>“{address}”不是统计引擎。</translation>
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
        <source>“{day}” is no date.</source>
        <translation>“{day}”不是日期。</translation>
    </message>
    <message>
        <source>“{entry}” is no end-point.</source>
        <translation>“{entry}”不是终点浓度。</translation>
    </message>
    <message>
        <source>“{entry}” is no need.</source>
        <translation>“{entry}”不是有效的需求。</translation>
    </message>
    <message>
        <source>“{item}” is no stock.</source>
        <translation>“{item}”不是库存。</translation>
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
        <source>“{name}” cannot be read.</source>
        <translation>无法读取“{name}”。</translation>
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
        <source>“{name}” has {size} bytes, more than are read.</source>
        <translation>“{name}”有 {size} 字节，超过读取上限。</translation>
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
        <source>“{name}” is a link.</source>
        <translation>“{name}”是链接。</translation>
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
        <source>“{name}” is no file.</source>
        <translation>“{name}”不是文件。</translation>
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
        <source>“{name}” is too large for a track.</source>
        <translation>“{name}”作为轨迹文件过大。</translation>
    </message>
    <message>
        <source>“{name}” is too large.</source>
        <translation>“{name}”过大。</translation>
    </message>
    <message>
        <source>“{plan}” cannot be the id of a plan.</source>
        <translation>“{plan}”不能作为方案编号。</translation>
    </message>
    <message>
        <source>“{prop}” is no observed property.</source>
        <translation>“{prop}”不是监测项目。</translation>
    </message>
    <message>
        <source>“{quantity}” is no quantity of a lidar scan.</source>
        <translation>“{quantity}”不是激光雷达扫描的要素。</translation>
    </message>
    <message>
        <source>“{size}” is no number of records.</source>
        <translation>“{size}”不是记录数。</translation>
    </message>
    <message>
        <source>“{state}” comes with an order.</source>
        <translation>“{state}”只能由指令产生。</translation>
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
        <source>“{value}” of the resource {name} is no {column}.</source>
        <translation>资源 {name} 的“{value}”不是有效的 {column}。</translation>
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
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>应急</translation>
    </message>
    <message>
        <source>Inspection grids</source>
        <translation>巡查网格</translation>
    </message>
    <message>
        <source>Lidar</source>
        <translation>激光雷达</translation>
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
    <message>
        <source>Transport of air</source>
        <translation>大气输送</translation>
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
        <translation>与 QGIS 一致</translation>
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
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>Everything the plugin needs is installed.</source>
        <translation>插件所需的都已安装。</translation>
    </message>
    <message>
        <source>Folder of the data centre</source>
        <translation>数据中心的文件夹</translation>
    </message>
    <message>
        <source>Folder or address</source>
        <translation>文件夹或地址</translation>
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
        <source>Shared data centre…</source>
        <translation>共享数据中心…</translation>
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
        <source>bytes outside any frame</source>
        <translation>不属于任何报文的字节</translation>
    </message>
    <message>
        <source>damaged characters</source>
        <translation>乱码</translation>
    </message>
    <message>
        <source>datastream of a service that cannot be used</source>
        <translation>服务中无法使用的数据流</translation>
    </message>
    <message>
        <source>device of a service that cannot be used</source>
        <translation>服务中无法使用的设备</translation>
    </message>
    <message>
        <source>encrypted frame</source>
        <translation>加密报文</translation>
    </message>
    <message>
        <source>impossible coordinates</source>
        <translation>坐标不可能</translation>
    </message>
    <message>
        <source>impossible length of the interval</source>
        <translation>时段长度无效</translation>
    </message>
    <message>
        <source>incomplete last line</source>
        <translation>最后一行不完整</translation>
    </message>
    <message>
        <source>message that cannot be decoded</source>
        <translation>无法解码的消息</translation>
    </message>
    <message>
        <source>message too long</source>
        <translation>消息过长</translation>
    </message>
    <message>
        <source>missing or impossible device number (MN)</source>
        <translation>设备编号（MN）缺失或不合规</translation>
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
        <source>nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>no JSON text</source>
        <translation>不是 JSON 文本</translation>
    </message>
    <message>
        <source>no position in the message</source>
        <translation>消息中没有位置</translation>
    </message>
    <message>
        <source>no station named</source>
        <translation>没有叫这个名称的站点</translation>
    </message>
    <message>
        <source>no unit named</source>
        <translation>未注明单元</translation>
    </message>
    <message>
        <source>page of a service that cannot be used</source>
        <translation>服务返回的数据页不可用</translation>
    </message>
    <message>
        <source>physically impossible value</source>
        <translation>物理上不可能的值</translation>
    </message>
    <message>
        <source>record the data centre refused</source>
        <translation>数据中心拒收的记录</translation>
    </message>
    <message>
        <source>record without a value</source>
        <translation>记录中没有数值</translation>
    </message>
    <message>
        <source>row with another number of cells than the header</source>
        <translation>该行单元格数与表头不符</translation>
    </message>
    <message>
        <source>something else than a record</source>
        <translation>不是一条记录</translation>
    </message>
    <message>
        <source>sum of further rejects of one sender</source>
        <translation>同一发送方其余拒绝记录的合计</translation>
    </message>
    <message>
        <source>time in the future</source>
        <translation>未来的时间</translation>
    </message>
    <message>
        <source>time without a time zone</source>
        <translation>时间不带时区</translation>
    </message>
    <message>
        <source>too many records in one message</source>
        <translation>一条消息中的记录过多</translation>
    </message>
    <message>
        <source>unit that does not fit the property</source>
        <translation>单位与监测项目不符</translation>
    </message>
    <message>
        <source>unknown command of a frame</source>
        <translation>报文的命令编码未知</translation>
    </message>
    <message>
        <source>unknown data flag</source>
        <translation>未知的数据标记</translation>
    </message>
    <message>
        <source>unknown factor of a device</source>
        <translation>设备的未知因子</translation>
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
        <source>unreadable factor in a frame</source>
        <translation>报文因子无法读取</translation>
    </message>
    <message>
        <source>unreadable file</source>
        <translation>无法读取的文件</translation>
    </message>
    <message>
        <source>unreadable head of a frame</source>
        <translation>报文头无法读取</translation>
    </message>
    <message>
        <source>unreadable time</source>
        <translation>无法读取的时间</translation>
    </message>
    <message>
        <source>unreadable time in a frame</source>
        <translation>报文时间无法读取</translation>
    </message>
    <message>
        <source>value replaced by a later row</source>
        <translation>被后面的行替换的值</translation>
    </message>
    <message>
        <source>value that is no number</source>
        <translation>不是数字的值</translation>
    </message>
    <message>
        <source>wrong check sum</source>
        <translation>校验和错误</translation>
    </message>
    <message>
        <source>wrong delimiter in a frame</source>
        <translation>报文分隔符错误</translation>
    </message>
    <message>
        <source>wrong length of a frame</source>
        <translation>报文长度错误</translation>
    </message>
</context>
<context>
    <name>EcoRoads</name>
    <message>
        <source>Closures</source>
        <translation>封路</translation>
    </message>
    <message>
        <source>Lines or polygons; roads that touch them are not driven.</source>
        <translation>线或多边形；与其相交的道路不通行。</translation>
    </message>
    <message>
        <source>Lines that meet where they share a vertex: OpenStreetMap (.osm.pbf), GeoPackage, GeoJSON, Shapefile. The graph of a file is kept and found again by its content.</source>
        <translation>共用顶点处相接的线：OpenStreetMap (.osm.pbf)、GeoPackage、GeoJSON、Shapefile。文件生成的路网会缓存，并按文件内容找回。</translation>
    </message>
    <message>
        <source>Roads</source>
        <translation>道路</translation>
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
    <message>
        <source>You may look here, not change: that takes the role editor.</source>
        <translation>您可以查看，但不能修改：需要编辑者角色。</translation>
    </message>
</context>
<context>
    <name>EcoWindow</name>
    <message>
        <source>Click a station</source>
        <translation>点选站点</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>应急</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Lidar</source>
        <translation>激光雷达</translation>
    </message>
    <message>
        <source>Yanqing Eco</source>
        <translation>延庆生态环境</translation>
    </message>
</context>
<context>
    <name>EffectPanel</name>
    <message>
        <source> (at most {limit})</source>
        <translation>（上限 {limit}）</translation>
    </message>
    <message>
        <source>A {name}: {minutes} a week</source>
        <translation>A 角 {name}：每周 {minutes}</translation>
    </message>
    <message>
        <source>Compactness</source>
        <translation>紧凑度</translation>
    </message>
    <message>
        <source>From the mean</source>
        <translation>与均值偏差</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>巡查半径</translation>
    </message>
    <message>
        <source>The check will mark this as an error.</source>
        <translation>检查时将标为错误。</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>and {count} more grids</source>
        <translation>另有 {count} 个网格</translation>
    </message>
    <message>
        <source>{count} locked units stay.</source>
        <translation>{count} 个锁定单元保持不动。</translation>
    </message>
    <message>
        <source>{count} units of another village stay.</source>
        <translation>{count} 个其他村（社区）的单元保持不动。</translation>
    </message>
</context>
<context>
    <name>Emergency</name>
    <message>
        <source>, {people:.0f} people</source>
        <translation>，{people:.0f} 人</translation>
    </message>
    <message>
        <source>I especially serious</source>
        <translation>I 特别重大</translation>
    </message>
    <message>
        <source>II serious</source>
        <translation>II 重大</translation>
    </message>
    <message>
        <source>III larger</source>
        <translation>III 较大</translation>
    </message>
    <message>
        <source>IV general</source>
        <translation>IV 一般</translation>
    </message>
    <message>
        <source>Nothing of the project's layers lies in it.</source>
        <translation>影响范围内没有工程图层中的对象。</translation>
    </message>
    <message>
        <source>straight line × {factor:g} at {speed:g} km/h</source>
        <translation>直线距离 × {factor:g}，按 {speed:g} km/h</translation>
    </message>
    <message>
        <source>{hours} h {minutes:02d} min</source>
        <translation>{hours} 小时 {minutes:02d} 分</translation>
    </message>
    <message>
        <source>{minutes} min {seconds:02d} s</source>
        <translation>{minutes} 分 {seconds:02d} 秒</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>EmergencyDock</name>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>应急</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Open a data centre first: the One Map dock does it.</source>
        <translation>请先在“一张图”面板中打开数据资源中心。</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Reading the incidents</source>
        <translation>正在读取事件</translation>
    </message>
    <message>
        <source>Reading the wind</source>
        <translation>正在读取风况</translation>
    </message>
    <message>
        <source>Reading tracks</source>
        <translation>正在读取轨迹</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>资源</translation>
    </message>
</context>
<context>
    <name>EmergencyHeader</name>
    <message>
        <source>Click the place on the map</source>
        <translation>请在地图上点击位置</translation>
    </message>
    <message>
        <source>Demo data</source>
        <translation>演示数据</translation>
    </message>
    <message>
        <source>Made up: no real incident, no real units.</source>
        <translation>示意数据，非真实事件和资源。</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>新建事件</translation>
    </message>
    <message>
        <source>Who writes (duty post)</source>
        <translation>记录岗位（值班岗）</translation>
    </message>
    <message>
        <source>You may look here, not change: that takes the role editor.</source>
        <translation>您可以查看，但不能修改：需要编辑者角色。</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connect to a shared data centre…</source>
        <translation>连接共享数据中心…</translation>
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
    <name>EpisodePhases</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>A table with a row for each phase: first and last hour (UTC), mean, change, and the ventilation coefficient (m²/s) where mixing height and wind are known.</source>
        <translation>每个阶段一行的表：首末小时（UTC）、平均、变化，以及已知混合层高度和风时的通风系数（m²/s）。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Better a day before the rise.</source>
        <translation>最好从升高前一天开始。</translation>
    </message>
    <message>
        <source>CSV tables do not tell their unit. Other files do.</source>
        <translation>CSV表不说明单位，其他文件自带单位。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Episode phases</source>
        <translation>污染过程阶段</translation>
    </message>
    <message>
        <source>Fewest hours</source>
        <translation>最少小时数</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Hours in episodes</source>
        <translation>过程总小时数</translation>
    </message>
    <message>
        <source>Identifier of the station whose air is looked at.</source>
        <translation>所考察站点的编号。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>In the property's unit. 75 µg/m³ is the daily limit of PM2.5.</source>
        <translation>采用该要素的单位。75 µg/m³ 为 PM2.5 日均限值。</translation>
    </message>
    <message>
        <source>NetCDF, GRIB or CSV files of the same grid, in any order. A CSV table that names only identifiers needs the table of its grid points as well.</source>
        <translation>同一网格的NetCDF、GRIB或CSV文件，顺序不限。只有编号的CSV表还需要网格点坐标表。</translation>
    </message>
    <message>
        <source>Number of episodes</source>
        <translation>过程数</translation>
    </message>
    <message>
        <source>Only for a projected file that does not tell it itself.</source>
        <translation>仅用于自身未说明坐标系的投影文件。</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Polluted above</source>
        <translation>污染限值</translation>
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
        <source>Reference system of projected wind</source>
        <translation>投影风场的坐标系</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>Shorter times above the limit are no episode; gaps of two hours are bridged.</source>
        <translation>超限时间更短的不算过程；两小时以内的间断予以连接。</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
    </message>
    <message>
        <source>The air was not above the limit long enough for an episode.</source>
        <translation>超限时间不够长，没有形成过程。</translation>
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
        <source>There is no wind file “{file}”. Choose files that exist.</source>
        <translation>风文件“{file}”不存在。请选择存在的文件。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Unit of wind speed in tables</source>
        <translation>表中风速单位</translation>
    </message>
    <message>
        <source>Ventilation is not known: mixing height or wind is missing.</source>
        <translation>通风条件未知：缺少混合层高度或风。</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>Whose air is to be looked at? Give the identifier of a station.</source>
        <translation>要考察哪个站点？请给出站点编号。</translation>
    </message>
    <message>
        <source>Whose hourly values are divided.</source>
        <translation>划分其小时值的要素。</translation>
    </message>
    <message>
        <source>Wind files</source>
        <translation>风文件</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>EvaluationPage</name>
    <message>
        <source>Map A3…</source>
        <translation>态势图 A3…</translation>
    </message>
    <message>
        <source>Map A4…</source>
        <translation>态势图 A4…</translation>
    </message>
    <message>
        <source>Report (PDF)…</source>
        <translation>报告（PDF）…</translation>
    </message>
    <message>
        <source>Report (Word)…</source>
        <translation>报告（Word）…</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>已生成：{path}</translation>
    </message>
</context>
<context>
    <name>ExportCap</name>
    <message>
        <source>A word of the standard.</source>
        <translation>标准规定的词。</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>CAP message (*.xml)</source>
        <translation>CAP 消息 (*.xml)</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Export warning (CAP 1.2)</source>
        <translation>导出预警（CAP 1.2）</translation>
    </message>
    <message>
        <source>Headline</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Identifier of the message</source>
        <translation>消息标识</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>One sentence for the public.</source>
        <translation>面向公众的一句话。</translation>
    </message>
    <message>
        <source>One word that stands for who warns, e.g. eco.district.example.</source>
        <translation>代表发布者的一个词，例如 eco.district.example。</translation>
    </message>
    <message>
        <source>Polygons that are warned; holes are filled, since the protocol knows none.</source>
        <translation>预警范围多边形；协议不支持孔洞，孔洞会被填充。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>发布者</translation>
    </message>
    <message>
        <source>The file {path} cannot be written. Choose a folder you may write to.</source>
        <translation>无法写入文件 {path}。请选择有写权限的文件夹。</translation>
    </message>
    <message>
        <source>The message as an XML file.</source>
        <translation>XML 格式的消息文件。</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>预警</translation>
    </message>
    <message>
        <source>What is known.</source>
        <translation>已知情况。</translation>
    </message>
    <message>
        <source>What it is about, e.g. 有毒气体泄漏.</source>
        <translation>预警内容，例如“有毒气体泄漏”。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ExportGridPlan</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Export plan of inspection grids</source>
        <translation>导出网格方案</translation>
    </message>
    <message>
        <source>Files of the same names are replaced.</source>
        <translation>同名文件将被替换。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
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
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <translation>GeoPackage</translation>
    </message>
    <message>
        <source>Id of the plan.</source>
        <translation>方案编号。</translation>
    </message>
    <message>
        <source>Id of the plan; empty for the one in force today.</source>
        <translation>方案编号；留空为今日现行方案。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Number of files</source>
        <translation>文件数</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
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
        <source>Shapefiles</source>
        <translation>Shapefile</translation>
    </message>
    <message>
        <source>Shapefiles are written in UTF-8 with a .cpg file and short field names.</source>
        <translation>Shapefile 采用 UTF-8 编码，附 .cpg 文件，字段名缩短。</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
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
    <name>FilesPage</name>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>At 532 nm over Beijing: 61 in moderate, 44 in heavy pollution, 38 in dust.</source>
        <translation>北京 532 nm：中度污染 61，重度污染 44，沙尘 38。</translation>
    </message>
    <message>
        <source>Blind zone</source>
        <translation>盲区</translation>
    </message>
    <message>
        <source>Choose the folder that the instrument's computer writes to.</source>
        <translation>请选择仪器计算机写入的文件夹。</translation>
    </message>
    <message>
        <source>Clock ahead of UTC</source>
        <translation>时钟比 UTC 快</translation>
    </message>
    <message>
        <source>Do without</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Elevation model</source>
        <translation>高程模型</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder of new lidar files</source>
        <translation>新激光雷达文件所在文件夹</translation>
    </message>
    <message>
        <source>For formats that do not say it: 8 where the instrument runs on Beijing time.</source>
        <translation>用于未说明时区的格式：仪器使用北京时间时填 8。</translation>
    </message>
    <message>
        <source>Import new files by themselves</source>
        <translation>自动导入新文件</translation>
    </message>
    <message>
        <source>Lidar ratio</source>
        <translation>激光雷达比</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Overlap table</source>
        <translation>重叠因子表</translation>
    </message>
    <message>
        <source>Rasters (*.tif *.tiff *.img *.asc *.vrt);;All files (*)</source>
        <translation>栅格 (*.tif *.tiff *.img *.asc *.vrt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>Watching {folder}; a file is imported when it has stopped growing.</source>
        <translation>正在监视 {folder}；文件停止增长后导入。</translation>
    </message>
    <message>
        <source>What was imported</source>
        <translation>导入记录</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>按文件说明</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{count} lidar files cannot be read; they are in the quarantine.</source>
        <translation>{count} 个激光雷达文件无法读取，已进入隔离区。</translation>
    </message>
    <message>
        <source>{count} new scans are in the catalogue.</source>
        <translation>目录新增 {count} 个扫描。</translation>
    </message>
    <message>
        <source>{name} is in the quarantine: {sentence}</source>
        <translation>{name} 已进入隔离区：{sentence}</translation>
    </message>
</context>
<context>
    <name>FolderWatch</name>
    <message>
        <source>Looking for new lidar files</source>
        <translation>正在查找新的激光雷达文件</translation>
    </message>
</context>
<context>
    <name>FurtherQuestions</name>
    <message>
        <source>Flux through the district's edge …</source>
        <translation>区界输送通量…</translation>
    </message>
    <message>
        <source>Look deeper</source>
        <translation>深入分析</translation>
    </message>
    <message>
        <source>Looking for the nearest station</source>
        <translation>正在查找最近的站点</translation>
    </message>
    <message>
        <source>Phases of the episode …</source>
        <translation>污染过程阶段…</translation>
    </message>
    <message>
        <source>Source regions of these trajectories …</source>
        <translation>这些轨迹的潜在源区…</translation>
    </message>
    <message>
        <source>Trajectories of all hours …</source>
        <translation>整个时段的轨迹…</translation>
    </message>
</context>
<context>
    <name>GridAtlas</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>As QGIS</source>
        <translation>与 QGIS 一致</translation>
    </message>
    <message>
        <source>Atlas</source>
        <translation>图册</translation>
    </message>
    <message>
        <source>Atlas of inspection grids</source>
        <translation>网格图册</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Beginning of the codes to print: a township (9 digits), a village (12) or one grid (15); empty for all.</source>
        <translation>要打印的编码开头：乡镇（9 位）、村（12 位）或单个网格（15 位）；留空为全部。</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
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
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Id of the plan.</source>
        <translation>方案编号。</translation>
    </message>
    <message>
        <source>Id of the plan; empty for the one in force today.</source>
        <translation>方案编号；留空为今日现行方案。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Language of the atlas</source>
        <translation>图册语言</translation>
    </message>
    <message>
        <source>Language of titles and column heads.</source>
        <translation>标题和表头的语言。</translation>
    </message>
    <message>
        <source>Number of pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
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
        <source>The PDF to write, one page per grid.</source>
        <translation>要写出的 PDF，每个网格一页。</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>GridCodes</name>
    <message>
        <source>Codes in force</source>
        <translation>现行编码</translation>
    </message>
    <message>
        <source>Codes of inspection grids</source>
        <translation>网格编码</translation>
    </message>
    <message>
        <source>Field with the 12-digit code of the village or community, as text.</source>
        <translation>村（社区）12 位代码字段，文本型。</translation>
    </message>
    <message>
        <source>Field with the codes that stay; empty for new grids.</source>
        <translation>保持不变的编码字段；新网格为空。</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Grids with codes</source>
        <translation>带编码的网格</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Number of new codes</source>
        <translation>新编码数</translation>
    </message>
    <message>
        <source>Polygons, one per grid.</source>
        <translation>多边形，每个网格一个。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>The grids with the field code: district 6, township 3, village 3, number 3 digits.</source>
        <translation>带 code 字段的网格：区 6 位、乡镇 3 位、村 3 位、顺序号 3 位。</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村（社区）</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>GridDock</name>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Checking the draft</source>
        <translation>正在检查草案</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>正在检查……</translation>
    </message>
    <message>
        <source>Copy as draft</source>
        <translation>复制为草案</translation>
    </message>
    <message>
        <source>Copying the plan</source>
        <translation>正在复制方案</translation>
    </message>
    <message>
        <source>Delete draft</source>
        <translation>删除草案</translation>
    </message>
    <message>
        <source>Delete the draft {plan} with all its grids? This cannot be undone.</source>
        <translation>删除草案 {plan} 及其全部网格？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Deleting the draft</source>
        <translation>正在删除草案</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Id of the draft, without blanks and slashes:</source>
        <translation>草案编号（不含空格和斜杠）：</translation>
    </message>
    <message>
        <source>Name, type, grade, responsible body, persons and sources of a grid</source>
        <translation>网格的名称、类型、管理等级、责任单位、人员和污染源</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Reading the draft</source>
        <translation>正在读取草案</translation>
    </message>
    <message>
        <source>Reading the plans</source>
        <translation>正在读取方案</translation>
    </message>
    <message>
        <source>Redraw</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>The plan {plan} is published.</source>
        <translation>方案 {plan} 已发布。</translation>
    </message>
    <message>
        <source>You may look here, not change: that takes the role editor.</source>
        <translation>您可以查看，但不能修改：需要编辑者角色。</translation>
    </message>
</context>
<context>
    <name>GridForm</name>
    <message>
        <source>Colours the map. By its units: the type that most of its units have.</source>
        <translation>地图按类型着色。“按所含单元”即取多数单元的类型。</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>管理等级</translation>
    </message>
    <message>
        <source>Management grade in the words of the district; those in use are offered.</source>
        <translation>按本区的管理等级名称填写；可从方案中已有的等级选择。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Person {role}</source>
        <translation>{role} 角</translation>
    </message>
    <message>
        <source>Responsible body</source>
        <translation>责任单位</translation>
    </message>
    <message>
        <source>Those of the plan's grids and the organisations of its persons are offered.</source>
        <translation>可从方案中已有的责任单位和人员所属单位选择，也可直接填写。</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>by its units</source>
        <translation>按所含单元</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>GridLoads</name>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Inspection minutes a week</source>
        <translation>每周巡查分钟</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>人口</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>污染源</translation>
    </message>
    <message>
        <source>{value} min</source>
        <translation>{value} 分钟</translation>
    </message>
</context>
<context>
    <name>GridTools</name>
    <message>
        <source>Cancelled; nothing was changed.</source>
        <translation>已取消，未作修改。</translation>
    </message>
    <message>
        <source>Choose a grid first: in the table, or with a right click on the map.</source>
        <translation>请先选择网格：在表中选择，或在地图上右键单击。</translation>
    </message>
</context>
<context>
    <name>GridUnits</name>
    <message>
        <source>Locked</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>No grid</source>
        <translation>无网格</translation>
    </message>
</context>
<context>
    <name>GridsModel</name>
    <message>
        <source>Compactness</source>
        <translation>紧凑度</translation>
    </message>
    <message>
        <source>From the mean</source>
        <translation>与均值偏差</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负荷</translation>
    </message>
    <message>
        <source>Person A</source>
        <translation>A 角</translation>
    </message>
    <message>
        <source>Person B</source>
        <translation>B 角</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>块数</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
</context>
<context>
    <name>GroundWind</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Cell (degrees)</source>
        <translation>网格（度）</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>Doppler lidar files</source>
        <translation>多普勒激光雷达文件</translation>
    </message>
    <message>
        <source>Elevation model</source>
        <translation>高程模型</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Height of the ground in metres: a ridge between two places then counts as distance.</source>
        <translation>地面高程（米）：两地之间的山脊按距离计入。</translation>
    </message>
    <message>
        <source>Heights above the ground (m)</source>
        <translation>离地高度（m）</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>NetCDF files (*.nc)</source>
        <translation>NetCDF 文件 (*.nc)</translation>
    </message>
    <message>
        <source>Number of hours</source>
        <translation>小时数</translation>
    </message>
    <message>
        <source>Number of stations</source>
        <translation>站点数</translation>
    </message>
    <message>
        <source>Of the grid, which covers the stations and a tenth of a degree around them.</source>
        <translation>网格的大小；网格覆盖各站点及其周围十分之一度。</translation>
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
        <source>Rising, separated by commas.</source>
        <translation>由低到高，用逗号分隔。</translation>
    </message>
    <message>
        <source>Scans around the instrument or wind profiles; each counts within half an hour of its time.</source>
        <translation>环扫文件或测风廓线；各在其时间前后半小时内有效。</translation>
    </message>
    <message>
        <source>Take it as the wind file of trajectories, flux and “Local or external”.</source>
        <translation>可作为轨迹、通量和“本地或外来”的风场文件。</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>The heights do not rise from above 1 m. Separate metres by commas, for example 10, 100, 500.</source>
        <translation>高度须大于 1 m 且由低到高。请用逗号分隔，例如 10, 100, 500。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>Wind</source>
        <translation>风场</translation>
    </message>
    <message>
        <source>Wind near the ground</source>
        <translation>近地面风</translation>
    </message>
    <message>
        <source>{stations} stations, {hours} hours.</source>
        <translation>{stations} 个站点，{hours} 个小时。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>HotSpots</name>
    <message>
        <source>Hot spots</source>
        <translation>污染热点</translation>
    </message>
    <message>
        <source>Lidar hot spots</source>
        <translation>激光雷达污染热点</translation>
    </message>
    <message>
        <source>Nothing stands out against its surroundings.</source>
        <translation>没有明显高于周边的区域。</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Sources below</source>
        <translation>其下污染源</translation>
    </message>
    <message>
        <source>Stations below</source>
        <translation>其下站点</translation>
    </message>
    <message>
        <source>The hot spots cannot be read.</source>
        <translation>无法读取污染热点。</translation>
    </message>
    <message>
        <source>{count} areas stand out; what lies within {reach:.0f} m of them is named.</source>
        <translation>发现 {count} 处热点；列出其 {reach:.0f} 米范围内的站点与污染源。</translation>
    </message>
</context>
<context>
    <name>ImportCap</name>
    <message>
        <source>A CAP 1.2 or 1.1 message. Who sent it has to be known otherwise: signatures are not checked.</source>
        <translation>CAP 1.2 或 1.1 消息。不校验签名，来源须通过其他途径确认。</translation>
    </message>
    <message>
        <source>CAP message</source>
        <translation>CAP 消息</translation>
    </message>
    <message>
        <source>Identifier of the message</source>
        <translation>消息标识</translation>
    </message>
    <message>
        <source>Import warning (CAP 1.2)</source>
        <translation>导入预警（CAP 1.2）</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Number of areas</source>
        <translation>范围数量</translation>
    </message>
    <message>
        <source>Polygons and circles (WGS-84) with event, headline, urgency, severity, certainty and times.</source>
        <translation>多边形和圆（WGS-84），带事件、标题、紧急程度、严重程度、确定性和时间。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>There is no file “{path}”. Choose the file with the message.</source>
        <translation>找不到文件“{path}”。请选择消息文件。</translation>
    </message>
    <message>
        <source>This message is no real warning: {status}.</source>
        <translation>该消息不是真实预警：{status}。</translation>
    </message>
    <message>
        <source>Warned areas</source>
        <translation>预警范围</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ImportLidarScans</name>
    <message>
        <source>A lidar file, or a folder whose files are one measurement (makers such as Licel write a file for each ray). Type or paste the path of a folder.</source>
        <translation>一个激光雷达文件，或由多个文件组成一次测量的文件夹（Licel 等厂家每条射线写一个文件）。文件夹请输入或粘贴路径。</translation>
    </message>
    <message>
        <source>A saved column mapping (JSON), for text files of other makers.</source>
        <translation>已保存的列映射（JSON），用于其他厂家的文本文件。</translation>
    </message>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Aerosol extinction (km⁻¹)</source>
        <translation>气溶胶消光系数 (km⁻¹)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Blind zone (m)</source>
        <translation>盲区（m）</translation>
    </message>
    <message>
        <source>Clock of the instrument (hours ahead of UTC)</source>
        <translation>仪器时钟（比 UTC 早的小时数）</translation>
    </message>
    <message>
        <source>Column mapping</source>
        <translation>列映射</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Extinction over backscatter of the aerosol. At 532 nm over Beijing: 61 in moderate pollution, 44 in heavy pollution, 38 in dust. It may be wrong by 30 %; the stated uncertainty covers that.</source>
        <translation>气溶胶消光与后向散射之比。北京 532 nm：中度污染 61，重污染 44，沙尘 38。偏差可达 30 %，给出的不确定度已包含这一影响。</translation>
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
        <source>For formats that do not say it (Licel, Vaisala, SigmaMPL): 8 where the instrument runs on Beijing time.</source>
        <translation>用于未注明时区的格式（Licel、Vaisala、SigmaMPL）：仪器按北京时间运行时填 8。</translation>
    </message>
    <message>
        <source>Format of the files; automatic tells it from the beginning of each file.</source>
        <translation>文件格式；自动时根据每个文件的开头判断。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Import lidar scans</source>
        <translation>导入激光雷达扫描</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Lidar file or folder</source>
        <translation>激光雷达文件或文件夹</translation>
    </message>
    <message>
        <source>Lidar ratio (sr)</source>
        <translation>激光雷达比 (sr)</translation>
    </message>
    <message>
        <source>Nothing nearer is shown. Empty: what the file says, else what is usual.</source>
        <translation>更近处不显示。留空：按文件说明，否则取常用值。</translation>
    </message>
    <message>
        <source>Overlap table</source>
        <translation>重叠因子表</translation>
    </message>
    <message>
        <source>PM10 (µg/m³)</source>
        <translation>PM10 (µg/m³)</translation>
    </message>
    <message>
        <source>PM2.5 (µg/m³)</source>
        <translation>PM2.5 (µg/m³)</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Range-corrected signal</source>
        <translation>距离修正信号</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读取器</translation>
    </message>
    <message>
        <source>Records added to the quarantine</source>
        <translation>进入隔离区的记录</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>Scans entered</source>
        <translation>登记的扫描数</translation>
    </message>
    <message>
        <source>Scans the catalogue held already</source>
        <translation>目录中已有的扫描数</translation>
    </message>
    <message>
        <source>Text by column mapping</source>
        <translation>按列映射读取的文本</translation>
    </message>
    <message>
        <source>Text file of ranges and the overlap function of the instrument, as its maker gives it.</source>
        <translation>由厂家给出的仪器距离与重叠因子文本文件。</translation>
    </message>
    <message>
        <source>Text files need a column mapping. Choose a saved one.</source>
        <translation>文本文件需要列映射。请选择已保存的列映射。</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>The scan is synthetic; nothing in it was measured.</source>
        <translation>该扫描为合成数据，并非实测。</translation>
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
        <source>There is no file or folder “{path}”. Choose a lidar scan.</source>
        <translation>没有文件或文件夹“{path}”。请选择激光雷达扫描。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Volume depolarisation</source>
        <translation>体退偏振比</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>{count} files are no lidar scans and were left out.</source>
        <translation>{count} 个文件不是激光雷达扫描，已跳过。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
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
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
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
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
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
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
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
        <source>From</source>
        <translation>开始</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Weather of KDD Cup 2018</source>
        <translation>KDD Cup 2018 气象</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>What the stations are; tells columns with the same name apart. Only stations of this kind are looked for.</source>
        <translation>站点的类型；用于区分同名列。只查找这一类型的站点。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ImportResources</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>Datum of the positions</source>
        <translation>位置的坐标基准</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Import emergency resources</source>
        <translation>导入应急资源</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>List of resources</source>
        <translation>资源清单</translation>
    </message>
    <message>
        <source>Points, or a table with lon and lat: resource_id and kind (equipment, stock, vehicle, team, person, expert, depot); also name, state, capabilities, stock, home, unit_id, organisation, contact, note.</source>
        <translation>点，或带 lon 和 lat 的表：resource_id 和 kind（equipment、stock、vehicle、team、person、expert、depot）；以及 name、state、capabilities、stock、home、unit_id、organisation、contact、note。</translation>
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
        <source>Resources accepted</source>
        <translation>接受的资源数</translation>
    </message>
    <message>
        <source>Resources rejected</source>
        <translation>拒绝的资源数</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>What the coordinates refer to; they are converted to WGS-84.</source>
        <translation>坐标所用基准；会转换为 WGS-84。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ImportStations</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>CSV, XLSX, Parquet, GeoJSON, GeoPackage or Shapefile with an id or name and a position for each station.</source>
        <translation>CSV、XLSX、Parquet、GeoJSON、GeoPackage 或 Shapefile，每个站点有编号或名称以及位置。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>Datum of the positions</source>
        <translation>位置的坐标基准</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
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
        <source>From</source>
        <translation>开始</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
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
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ImportTracks</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>Datum of the positions</source>
        <translation>位置的坐标基准</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>File with tracks</source>
        <translation>轨迹文件</translation>
    </message>
    <message>
        <source>Fixes accepted</source>
        <translation>接受的定位数</translation>
    </message>
    <message>
        <source>Fixes rejected</source>
        <translation>拒绝的定位数</translation>
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
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>How the positions are written.</source>
        <translation>位置的书写格式。</translation>
    </message>
    <message>
        <source>Import tracks</source>
        <translation>导入轨迹</translation>
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
        <source>Roads to check the datum</source>
        <translation>用于检查坐标基准的道路</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>The positions lie {stated_m} m from the roads under {stated} and {likely_m} m under {likely}: the datum is probably {likely}.</source>
        <translation>位置在 {stated} 下距道路 {stated_m} m，在 {likely} 下距道路 {likely_m} m：坐标基准很可能是 {likely}。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>There is no file “{path}”. Choose the file with the tracks.</source>
        <translation>找不到文件“{path}”。请选择轨迹文件。</translation>
    </message>
    <message>
        <source>These units are no resource of the centre; their fixes are kept, but not shown: {units}.</source>
        <translation>下列终端不是数据中心的应急资源；其定位已保存但不显示：{units}。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Warns where the positions lie on these roads only under another datum than the one chosen.</source>
        <translation>若位置只有在另一种坐标基准下才落在这些道路上，则给出警告。</translation>
    </message>
    <message>
        <source>What a tracker sent or a program saved, in one of the formats below.</source>
        <translation>终端发送或程序保存的内容，格式为下列之一。</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>What the coordinates refer to. They are converted to WGS-84; the original ones are kept beside them.</source>
        <translation>坐标所用的基准。将转换为 WGS-84，原坐标保留在旁。</translation>
    </message>
    <message>
        <source>Whose track it is, where the format does not say (GPX, NMEA). Empty: the name of the file.</source>
        <translation>格式本身不含终端号时（GPX、NMEA）轨迹所属的终端；留空则取文件名。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ImportTrajectories</name>
    <message>
        <source>HYSPLIT files (tdump)</source>
        <translation>HYSPLIT文件（tdump）</translation>
    </message>
    <message>
        <source>Hourly points</source>
        <translation>逐小时点</translation>
    </message>
    <message>
        <source>Import trajectories</source>
        <translation>导入轨迹</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Number of trajectories</source>
        <translation>轨迹数</translation>
    </message>
    <message>
        <source>One line per trajectory (WGS-84), with metres above ground as z and the time as m (s since 1970).</source>
        <translation>每条轨迹一条线（WGS-84），z为离地高度（m），m值为时间（1970年起的秒）。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>The end points one by one, to be moved by the Temporal Controller.</source>
        <translation>逐个端点，可用时态控制器播放。</translation>
    </message>
    <message>
        <source>There is no file “{file}”. Choose files that exist.</source>
        <translation>文件“{file}”不存在。请选择存在的文件。</translation>
    </message>
    <message>
        <source>Trajectories</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Trajectory endpoint files of HYSPLIT, old or new format, with any diagnostics.</source>
        <translation>HYSPLIT轨迹端点文件，新旧格式，任意诊断量。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>IncidentActions</name>
    <message>
        <source>Closed road {time}</source>
        <translation>封闭道路 {time}</translation>
    </message>
    <message>
        <source>Closing the road</source>
        <translation>正在封闭道路</translation>
    </message>
    <message>
        <source>Opening the incident</source>
        <translation>正在建立事件</translation>
    </message>
    <message>
        <source>Opening the road</source>
        <translation>正在恢复通行</translation>
    </message>
    <message>
        <source>Sending the order</source>
        <translation>正在下达指令</translation>
    </message>
    <message>
        <source>Sending the orders</source>
        <translation>正在发送指令</translation>
    </message>
    <message>
        <source>Writing the affected area</source>
        <translation>正在写入影响范围</translation>
    </message>
    <message>
        <source>Writing the incident</source>
        <translation>正在写入事件</translation>
    </message>
    <message>
        <source>Writing the log</source>
        <translation>正在写入日志</translation>
    </message>
    <message>
        <source>Writing the order</source>
        <translation>正在写入指令</translation>
    </message>
    <message>
        <source>Writing the resource</source>
        <translation>正在写入资源</translation>
    </message>
    <message>
        <source>one of the units</source>
        <translation>其中一个资源</translation>
    </message>
    <message>
        <source>{name} is {state} and cannot be ordered. Set it free first, or choose another.</source>
        <translation>{name} 当前为“{state}”，不能下令。请先设为空闲，或另选资源。</translation>
    </message>
    <message>
        <source>{name} is {state} for “{incident}” and cannot be ordered. Release it first, or choose another.</source>
        <translation>{name} 正在“{incident}”中（{state}），不能下令。请先撤离，或另选资源。</translation>
    </message>
</context>
<context>
    <name>IncidentAlgorithm</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Its id, as in the table “incident” of the data centre.</source>
        <translation>事件编号，与数据中心“incident”表一致。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of what is printed. Nothing chosen: that of QGIS.</source>
        <translation>输出内容的语言。不选则与 QGIS 一致。</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>IncidentForm</name>
    <message>
        <source>Around (project layers)</source>
        <translation>周边（工程图层）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Hospital</source>
        <translation>医院</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Looking around …</source>
        <translation>正在查询周边…</translation>
    </message>
    <message>
        <source>Open the incident</source>
        <translation>建立事件</translation>
    </message>
    <message>
        <source>Outside the district</source>
        <translation>不在本区范围内</translation>
    </message>
    <message>
        <source>River</source>
        <translation>河流</translation>
    </message>
    <message>
        <source>School</source>
        <translation>学校</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>污染源</translation>
    </message>
    <message>
        <source>Stations</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Substance</source>
        <translation>物质</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Water intake</source>
        <translation>取水口</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>What happened, who reports it, what is in danger</source>
        <translation>发生了什么、由谁报告、受威胁对象</translation>
    </message>
    <message>
        <source>Wind</source>
        <translation>风场</translation>
    </message>
    <message>
        <source>Zone of arrival</source>
        <translation>到场围栏</translation>
    </message>
    <message>
        <source>if known</source>
        <translation>如已知</translation>
    </message>
    <message>
        <source>not known: no station tells of it</source>
        <translation>未知：没有站点提供</translation>
    </message>
    <message>
        <source>{speed:.1f} m/s from {direction:.0f}° ({station}, {km:.1f} km away, {time})</source>
        <translation>{speed:.1f} m/s，来向 {direction:.0f}°（{station}，距 {km:.1f} km，{time}）</translation>
    </message>
</context>
<context>
    <name>IncidentReport</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Incident report</source>
        <translation>事件处置报告</translation>
    </message>
    <message>
        <source>Its id, as in the table “incident” of the data centre.</source>
        <translation>事件编号，与数据中心“incident”表一致。</translation>
    </message>
    <message>
        <source>Keep the evaluation</source>
        <translation>保存评估结果</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Log entries reported</source>
        <translation>报告的日志条数</translation>
    </message>
    <message>
        <source>Of what is printed. Nothing chosen: that of QGIS.</source>
        <translation>输出内容的语言。不选则与 QGIS 一致。</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>Where the PDF goes.</source>
        <translation>PDF 的保存位置。</translation>
    </message>
    <message>
        <source>Where the Word document goes.</source>
        <translation>Word 文档的保存位置。</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word 文档</translation>
    </message>
    <message>
        <source>Word document (*.docx)</source>
        <translation>Word 文档 (*.docx)</translation>
    </message>
    <message>
        <source>Writes the measures into the table “evaluation” of the data centre.</source>
        <translation>把评估指标写入数据中心“evaluation”表。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>IncidentsPage</name>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>No incident. Press “New incident” and click the place on the map.</source>
        <translation>没有事件。按“新建事件”，然后在地图上点击位置。</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
</context>
<context>
    <name>LassoTool</name>
    <message>
        <source>Lasso {count} units</source>
        <translation>套索 {count} 个单元</translation>
    </message>
    <message>
        <source>Paint {count} units</source>
        <translation>涂绘 {count} 个单元</translation>
    </message>
</context>
<context>
    <name>LidarCurtain</name>
    <message>
        <source>A lidar file, or a folder whose files are one measurement (makers such as Licel write a file for each ray). Type or paste the path of a folder.</source>
        <translation>一个激光雷达文件，或由多个文件组成一次测量的文件夹（Licel 等厂家每条射线写一个文件）。文件夹请输入或粘贴路径。</translation>
    </message>
    <message>
        <source>A saved column mapping (JSON), for text files of other makers.</source>
        <translation>已保存的列映射（JSON），用于其他厂家的文本文件。</translation>
    </message>
    <message>
        <source>Above the instrument.</source>
        <translation>相对仪器的高度。</translation>
    </message>
    <message>
        <source>Aerosol extinction (km⁻¹)</source>
        <translation>气溶胶消光系数 (km⁻¹)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Along the ground.</source>
        <translation>沿地面。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Blind zone (m)</source>
        <translation>盲区（m）</translation>
    </message>
    <message>
        <source>Clock of the instrument (hours ahead of UTC)</source>
        <translation>仪器时钟（比 UTC 早的小时数）</translation>
    </message>
    <message>
        <source>Column mapping</source>
        <translation>列映射</translation>
    </message>
    <message>
        <source>Curtain</source>
        <translation>剖面</translation>
    </message>
    <message>
        <source>Extinction over backscatter of the aerosol. At 532 nm over Beijing: 61 in moderate pollution, 44 in heavy pollution, 38 in dust. It may be wrong by 30 %; the stated uncertainty covers that.</source>
        <translation>气溶胶消光与后向散射之比。北京 532 nm：中度污染 61，重污染 44，沙尘 38。偏差可达 30 %，给出的不确定度已包含这一影响。</translation>
    </message>
    <message>
        <source>For formats that do not say it (Licel, Vaisala, SigmaMPL): 8 where the instrument runs on Beijing time.</source>
        <translation>用于未注明时区的格式（Licel、Vaisala、SigmaMPL）：仪器按北京时间运行时填 8。</translation>
    </message>
    <message>
        <source>Format of the files; automatic tells it from the beginning of each file.</source>
        <translation>文件格式；自动时根据每个文件的开头判断。</translation>
    </message>
    <message>
        <source>Greatest height (m)</source>
        <translation>最大高度 (m)</translation>
    </message>
    <message>
        <source>Height of a piece (m)</source>
        <translation>单元高度 (m)</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Its value is the mean of its gates.</source>
        <translation>其值为所含距离门的平均。</translation>
    </message>
    <message>
        <source>Length of a piece (m)</source>
        <translation>单元长度 (m)</translation>
    </message>
    <message>
        <source>Lidar curtain</source>
        <translation>激光雷达剖面</translation>
    </message>
    <message>
        <source>Lidar file or folder</source>
        <translation>激光雷达文件或文件夹</translation>
    </message>
    <message>
        <source>Lidar ratio (sr)</source>
        <translation>激光雷达比 (sr)</translation>
    </message>
    <message>
        <source>Nothing nearer is shown. Empty: what the file says, else what is usual.</source>
        <translation>更近处不显示。留空：按文件说明，否则取常用值。</translation>
    </message>
    <message>
        <source>Number of pieces</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Overlap table</source>
        <translation>重叠因子表</translation>
    </message>
    <message>
        <source>PM10 (µg/m³)</source>
        <translation>PM10 (µg/m³)</translation>
    </message>
    <message>
        <source>PM2.5 (µg/m³)</source>
        <translation>PM2.5 (µg/m³)</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Range-corrected signal</source>
        <translation>距离修正信号</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读取器</translation>
    </message>
    <message>
        <source>Text by column mapping</source>
        <translation>按列映射读取的文本</translation>
    </message>
    <message>
        <source>Text file of ranges and the overlap function of the instrument, as its maker gives it.</source>
        <translation>由厂家给出的仪器距离与重叠因子文本文件。</translation>
    </message>
    <message>
        <source>Text files need a column mapping. Choose a saved one.</source>
        <translation>文本文件需要列映射。请选择已保存的列映射。</translation>
    </message>
    <message>
        <source>The scan is synthetic; nothing in it was measured.</source>
        <translation>该扫描为合成数据，并非实测。</translation>
    </message>
    <message>
        <source>The section, or time and height.</source>
        <translation>剖面图，或时间–高度图。</translation>
    </message>
    <message>
        <source>There is no column mapping “{path}”. Choose a saved one or leave it empty.</source>
        <translation>没有列映射“{path}”。请选择已保存的，或留空。</translation>
    </message>
    <message>
        <source>There is no file or folder “{path}”. Choose a lidar scan.</source>
        <translation>没有文件或文件夹“{path}”。请选择激光雷达扫描。</translation>
    </message>
    <message>
        <source>Upright polygons (or lines above the lidar) with heights above sea level, value and time.</source>
        <translation>竖立的多边形（或激光雷达上方的竖线），带海拔高度、数值和时间。</translation>
    </message>
    <message>
        <source>Volume depolarisation</source>
        <translation>体退偏振比</translation>
    </message>
    <message>
        <source>What is shown.</source>
        <translation>显示的要素。</translation>
    </message>
    <message>
        <source>{count} files are no lidar scans and were left out.</source>
        <translation>{count} 个文件不是激光雷达扫描，已跳过。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>LidarDock</name>
    <message>
        <source>Files</source>
        <translation>文件与选项</translation>
    </message>
    <message>
        <source>Lidar</source>
        <translation>激光雷达</translation>
    </message>
    <message>
        <source>Open a data centre in the One Map dock to see its lidar scans.</source>
        <translation>请先在“一张图”面板打开数据中心，再查看其激光雷达扫描。</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>廓线与剖面</translation>
    </message>
    <message>
        <source>Reading the lidar scans</source>
        <translation>正在读取激光雷达扫描</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Where from?</source>
        <translation>从哪来？</translation>
    </message>
</context>
<context>
    <name>LidarHotSpots</name>
    <message>
        <source>A raster that “Lidar overlay” made.</source>
        <translation>由“激光雷达叠加图”生成的栅格。</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Hot spots</source>
        <translation>污染热点</translation>
    </message>
    <message>
        <source>How far from a hot spot stations and sources still count.</source>
        <translation>站点和污染源距热点多远以内仍计入。</translation>
    </message>
    <message>
        <source>How many times the mean of its surroundings a cell must reach, where no threshold is given.</source>
        <translation>未给阈值时，像元须达到周围平均值的倍数。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Least area (m²)</source>
        <translation>最小面积 (m²)</translation>
    </message>
    <message>
        <source>Lidar hot spots</source>
        <translation>激光雷达污染热点</translation>
    </message>
    <message>
        <source>Lidar overlay</source>
        <translation>激光雷达叠加图</translation>
    </message>
    <message>
        <source>Number of hot spots</source>
        <translation>热点数</translation>
    </message>
    <message>
        <source>Polygons with mean, maximum, area, centroid, and what stands in them, the strongest first.</source>
        <translation>多边形，含平均值、最大值、面积、中心和其中的对象，最强者在前。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Reach (m)</source>
        <translation>影响距离 (m)</translation>
    </message>
    <message>
        <source>Side of the square whose mean counts as the surroundings.</source>
        <translation>取平均作为周围背景的正方形边长。</translation>
    </message>
    <message>
        <source>Smaller areas are left out.</source>
        <translation>更小的区域不输出。</translation>
    </message>
    <message>
        <source>Sources and sites</source>
        <translation>污染源和工地</translation>
    </message>
    <message>
        <source>Stations</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Surroundings (m)</source>
        <translation>周围范围 (m)</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Value from which on a cell is hot, in the overlay's unit. Empty: by the contrast.</source>
        <translation>像元达到此值即为热点，单位与叠加图相同。留空：按对比度判断。</translation>
    </message>
    <message>
        <source>Which of these stand in a hot spot is written into it.</source>
        <translation>热点中会写明其中包含哪些对象。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>LidarOverlay</name>
    <message>
        <source>A folder for one raster of each sweep, for the Temporal Controller.</source>
        <translation>存放每次扫描各一幅栅格的文件夹，供时态控制器播放。</translation>
    </message>
    <message>
        <source>A lidar file, or a folder whose files are one measurement (makers such as Licel write a file for each ray). Type or paste the path of a folder.</source>
        <translation>一个激光雷达文件，或由多个文件组成一次测量的文件夹（Licel 等厂家每条射线写一个文件）。文件夹请输入或粘贴路径。</translation>
    </message>
    <message>
        <source>A saved column mapping (JSON), for text files of other makers.</source>
        <translation>已保存的列映射（JSON），用于其他厂家的文本文件。</translation>
    </message>
    <message>
        <source>Aerosol extinction (km⁻¹)</source>
        <translation>气溶胶消光系数 (km⁻¹)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>All sweeps</source>
        <translation>全部扫描</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Blind zone (m)</source>
        <translation>盲区（m）</translation>
    </message>
    <message>
        <source>Clock of the instrument (hours ahead of UTC)</source>
        <translation>仪器时钟（比 UTC 早的小时数）</translation>
    </message>
    <message>
        <source>Column mapping</source>
        <translation>列映射</translation>
    </message>
    <message>
        <source>Coordinate reference system</source>
        <translation>坐标参照系</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>Elevation model</source>
        <translation>高程模型</translation>
    </message>
    <message>
        <source>Extinction over backscatter of the aerosol. At 532 nm over Beijing: 61 in moderate pollution, 44 in heavy pollution, 38 in dust. It may be wrong by 30 %; the stated uncertainty covers that.</source>
        <translation>气溶胶消光与后向散射之比。北京 532 nm：中度污染 61，重污染 44，沙尘 38。偏差可达 30 %，给出的不确定度已包含这一影响。</translation>
    </message>
    <message>
        <source>For formats that do not say it (Licel, Vaisala, SigmaMPL): 8 where the instrument runs on Beijing time.</source>
        <translation>用于未注明时区的格式（Licel、Vaisala、SigmaMPL）：仪器按北京时间运行时填 8。</translation>
    </message>
    <message>
        <source>For mass only: its stations under the scan give the relation of the hour; where they are too few the last good relation is taken, and the log says so.</source>
        <translation>仅用于质量浓度：由扫描下方的站点拟合本小时的关系；站点不足时采用最近一次合格的关系，并在日志中说明。</translation>
    </message>
    <message>
        <source>Format of the files; automatic tells it from the beginning of each file.</source>
        <translation>文件格式；自动时根据每个文件的开头判断。</translation>
    </message>
    <message>
        <source>GeoTIFF: band 1 the quantity, band 2 why a cell is empty (1 outside, 2 blind zone, 3 terrain, 4 noise, 5 not retrieved); time and origin are in its tags.</source>
        <translation>GeoTIFF：第 1 波段为要素，第 2 波段说明像元留空的原因（1 扫描范围外，2 盲区，3 地形遮挡，4 噪声，5 未能反演）；标签中有时间和来源。</translation>
    </message>
    <message>
        <source>Heights above sea level in metres. What lies behind ground that the beam meets is left empty.</source>
        <translation>海拔高度，单位米。光束遇到地面后，其后方留空。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Lidar file or folder</source>
        <translation>激光雷达文件或文件夹</translation>
    </message>
    <message>
        <source>Lidar overlay</source>
        <translation>激光雷达叠加图</translation>
    </message>
    <message>
        <source>Lidar ratio (sr)</source>
        <translation>激光雷达比 (sr)</translation>
    </message>
    <message>
        <source>Mass needs the stations of a data centre. Choose one, or show the extinction.</source>
        <translation>质量浓度需要数据中心的站点。请选择数据中心，或改为显示消光系数。</translation>
    </message>
    <message>
        <source>No good relation for this hour; the last good one, {age:.0f} h older, is used: {numbers}</source>
        <translation>本小时没有合格的关系；采用 {age:.0f} 小时前最近一次合格的关系：{numbers}</translation>
    </message>
    <message>
        <source>Nothing nearer is shown. Empty: what the file says, else what is usual.</source>
        <translation>更近处不显示。留空：按文件说明，否则取常用值。</translation>
    </message>
    <message>
        <source>Number of sweeps</source>
        <translation>扫描数</translation>
    </message>
    <message>
        <source>Of the raster. Empty: the UTM zone of the lidar.</source>
        <translation>栅格的坐标参照系。留空：激光雷达所在的 UTM 带。</translation>
    </message>
    <message>
        <source>Overlap table</source>
        <translation>重叠因子表</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加图</translation>
    </message>
    <message>
        <source>PM10 (µg/m³)</source>
        <translation>PM10 (µg/m³)</translation>
    </message>
    <message>
        <source>PM2.5 (µg/m³)</source>
        <translation>PM2.5 (µg/m³)</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Range-corrected signal</source>
        <translation>距离修正信号</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读取器</translation>
    </message>
    <message>
        <source>Relation fitted for this hour: {numbers}</source>
        <translation>本小时拟合的关系：{numbers}</translation>
    </message>
    <message>
        <source>Resolution (m)</source>
        <translation>分辨率 (m)</translation>
    </message>
    <message>
        <source>R² {r2:.2f}, RMSE {rmse:.0f} µg/m³, {stations} stations, hour {hour} UTC</source>
        <translation>R² {r2:.2f}，RMSE {rmse:.0f} µg/m³，{stations} 个站点，时次 {hour} UTC</translation>
    </message>
    <message>
        <source>Share of cells that show a value</source>
        <translation>有值像元的比例</translation>
    </message>
    <message>
        <source>Size of a cell in metres, also where the system is one of degrees. Empty: 600 × 600 cells.</source>
        <translation>像元大小，单位米；坐标系以度为单位时也按米填写。留空：600 × 600 像元。</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描序号</translation>
    </message>
    <message>
        <source>Text by column mapping</source>
        <translation>按列映射读取的文本</translation>
    </message>
    <message>
        <source>Text file of ranges and the overlap function of the instrument, as its maker gives it.</source>
        <translation>由厂家给出的仪器距离与重叠因子文本文件。</translation>
    </message>
    <message>
        <source>Text files need a column mapping. Choose a saved one.</source>
        <translation>文本文件需要列映射。请选择已保存的列映射。</translation>
    </message>
    <message>
        <source>The scan is synthetic; nothing in it was measured.</source>
        <translation>该扫描为合成数据，并非实测。</translation>
    </message>
    <message>
        <source>There is no column mapping “{path}”. Choose a saved one or leave it empty.</source>
        <translation>没有列映射“{path}”。请选择已保存的，或留空。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml.</source>
        <translation>“{folder}”中没有数据中心。请选择包含 centre.toml 的文件夹。</translation>
    </message>
    <message>
        <source>There is no file or folder “{path}”. Choose a lidar scan.</source>
        <translation>没有文件或文件夹“{path}”。请选择激光雷达扫描。</translation>
    </message>
    <message>
        <source>Volume depolarisation</source>
        <translation>体退偏振比</translation>
    </message>
    <message>
        <source>What is shown. Mass needs a data centre whose stations lie under the scan.</source>
        <translation>显示的要素。质量浓度需要在扫描下方有站点的数据中心。</translation>
    </message>
    <message>
        <source>What the mass rests on</source>
        <translation>质量浓度的依据</translation>
    </message>
    <message>
        <source>Which sweep of the file: 1 is the first, -1 the last one.</source>
        <translation>文件中的第几次扫描：1 为第一次，-1 为最后一次。</translation>
    </message>
    <message>
        <source>{count} files are no lidar scans and were left out.</source>
        <translation>{count} 个文件不是激光雷达扫描，已跳过。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>LidarProfiles</name>
    <message>
        <source>A lidar file, or a folder whose files are one measurement (makers such as Licel write a file for each ray). Type or paste the path of a folder.</source>
        <translation>一个激光雷达文件，或由多个文件组成一次测量的文件夹（Licel 等厂家每条射线写一个文件）。文件夹请输入或粘贴路径。</translation>
    </message>
    <message>
        <source>A saved column mapping (JSON), for text files of other makers.</source>
        <translation>已保存的列映射（JSON），用于其他厂家的文本文件。</translation>
    </message>
    <message>
        <source>Above the instrument.</source>
        <translation>相对仪器的高度。</translation>
    </message>
    <message>
        <source>Aerosol extinction (km⁻¹)</source>
        <translation>气溶胶消光系数 (km⁻¹)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Blind zone (m)</source>
        <translation>盲区（m）</translation>
    </message>
    <message>
        <source>Clean air the inversion starts from</source>
        <translation>反演起算的清洁大气</translation>
    </message>
    <message>
        <source>Clock of the instrument (hours ahead of UTC)</source>
        <translation>仪器时钟（比 UTC 早的小时数）</translation>
    </message>
    <message>
        <source>Clock of the picture; files are in UTC.</source>
        <translation>图片所用的时钟；文件均为 UTC。</translation>
    </message>
    <message>
        <source>Column mapping</source>
        <translation>列映射</translation>
    </message>
    <message>
        <source>Extinction over backscatter of the aerosol. At 532 nm over Beijing: 61 in moderate pollution, 44 in heavy pollution, 38 in dust. It may be wrong by 30 %; the stated uncertainty covers that.</source>
        <translation>气溶胶消光与后向散射之比。北京 532 nm：中度污染 61，重污染 44，沙尘 38。偏差可达 30 %，给出的不确定度已包含这一影响。</translation>
    </message>
    <message>
        <source>For formats that do not say it (Licel, Vaisala, SigmaMPL): 8 where the instrument runs on Beijing time.</source>
        <translation>用于未注明时区的格式（Licel、Vaisala、SigmaMPL）：仪器按北京时间运行时填 8。</translation>
    </message>
    <message>
        <source>Format of the files; automatic tells it from the beginning of each file.</source>
        <translation>文件格式；自动时根据每个文件的开头判断。</translation>
    </message>
    <message>
        <source>Greatest height in the picture (m)</source>
        <translation>图片最大高度 (m)</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Lidar file or folder</source>
        <translation>激光雷达文件或文件夹</translation>
    </message>
    <message>
        <source>Lidar profiles</source>
        <translation>激光雷达廓线</translation>
    </message>
    <message>
        <source>Lidar ratio (sr)</source>
        <translation>激光雷达比 (sr)</translation>
    </message>
    <message>
        <source>Local time (hours ahead of UTC)</source>
        <translation>本地时间（比 UTC 早的小时数）</translation>
    </message>
    <message>
        <source>NetCDF files (*.nc);;CSV files (*.csv)</source>
        <translation>NetCDF 文件 (*.nc);;CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>NetCDF with signal, extinction, its uncertainty, depolarisation, clouds and boundary layer; or, where the name ends in .csv, a table of the quantity with a row for each time.</source>
        <translation>NetCDF 包含信号、消光系数及其不确定度、退偏振比、云和边界层；文件名以 .csv 结尾时为该要素的表格，每个时刻一行。</translation>
    </message>
    <message>
        <source>No clean air was found above the aerosol: there is no extinction, only the signal.</source>
        <translation>在气溶胶之上找不到清洁大气：没有消光系数，只有信号。</translation>
    </message>
    <message>
        <source>Nothing nearer is shown. Empty: what the file says, else what is usual.</source>
        <translation>更近处不显示。留空：按文件说明，否则取常用值。</translation>
    </message>
    <message>
        <source>Number of profiles</source>
        <translation>廓线数</translation>
    </message>
    <message>
        <source>Of these, with a boundary layer</source>
        <translation>其中有边界层的</translation>
    </message>
    <message>
        <source>Overlap table</source>
        <translation>重叠因子表</translation>
    </message>
    <message>
        <source>PM10 (µg/m³)</source>
        <translation>PM10 (µg/m³)</translation>
    </message>
    <message>
        <source>PM2.5 (µg/m³)</source>
        <translation>PM2.5 (µg/m³)</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>廓线</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Range-corrected signal</source>
        <translation>距离修正信号</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读取器</translation>
    </message>
    <message>
        <source>Text by column mapping</source>
        <translation>按列映射读取的文本</translation>
    </message>
    <message>
        <source>Text file of ranges and the overlap function of the instrument, as its maker gives it.</source>
        <translation>由厂家给出的仪器距离与重叠因子文本文件。</translation>
    </message>
    <message>
        <source>Text files need a column mapping. Choose a saved one.</source>
        <translation>文本文件需要列映射。请选择已保存的列映射。</translation>
    </message>
    <message>
        <source>The scan is synthetic; nothing in it was measured.</source>
        <translation>该扫描为合成数据，并非实测。</translation>
    </message>
    <message>
        <source>There is no column mapping “{path}”. Choose a saved one or leave it empty.</source>
        <translation>没有列映射“{path}”。请选择已保存的，或留空。</translation>
    </message>
    <message>
        <source>There is no file or folder “{path}”. Choose a lidar scan.</source>
        <translation>没有文件或文件夹“{path}”。请选择激光雷达扫描。</translation>
    </message>
    <message>
        <source>Time and height with boundary-layer height, residual layer and cloud base.</source>
        <translation>时间–高度图，标出边界层高度、残留层和云底。</translation>
    </message>
    <message>
        <source>Volume depolarisation</source>
        <translation>体退偏振比</translation>
    </message>
    <message>
        <source>What the picture and a CSV show; NetCDF holds everything.</source>
        <translation>图片和 CSV 所显示的要素；NetCDF 包含全部要素。</translation>
    </message>
    <message>
        <source>{count} files are no lidar scans and were left out.</source>
        <translation>{count} 个文件不是激光雷达扫描，已跳过。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>LidarSection</name>
    <message>
        <source>A layer with one line, or with the one that is selected.</source>
        <translation>含一条线的图层，或选中的一条线。</translation>
    </message>
    <message>
        <source>A lidar file, or a folder whose files are one measurement (makers such as Licel write a file for each ray). Type or paste the path of a folder.</source>
        <translation>一个激光雷达文件，或由多个文件组成一次测量的文件夹（Licel 等厂家每条射线写一个文件）。文件夹请输入或粘贴路径。</translation>
    </message>
    <message>
        <source>A saved column mapping (JSON), for text files of other makers.</source>
        <translation>已保存的列映射（JSON），用于其他厂家的文本文件。</translation>
    </message>
    <message>
        <source>Above the instrument.</source>
        <translation>相对仪器的高度。</translation>
    </message>
    <message>
        <source>Aerosol extinction (km⁻¹)</source>
        <translation>气溶胶消光系数 (km⁻¹)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Along the ground.</source>
        <translation>沿地面。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Blind zone (m)</source>
        <translation>盲区（m）</translation>
    </message>
    <message>
        <source>Clock of the instrument (hours ahead of UTC)</source>
        <translation>仪器时钟（比 UTC 早的小时数）</translation>
    </message>
    <message>
        <source>Clock of the picture.</source>
        <translation>图片所用时钟。</translation>
    </message>
    <message>
        <source>Column mapping</source>
        <translation>列映射</translation>
    </message>
    <message>
        <source>Distance along the line and height, with the scans that gave it.</source>
        <translation>沿线距离与高度，并列出所依据的扫描。</translation>
    </message>
    <message>
        <source>Extinction over backscatter of the aerosol. At 532 nm over Beijing: 61 in moderate pollution, 44 in heavy pollution, 38 in dust. It may be wrong by 30 %; the stated uncertainty covers that.</source>
        <translation>气溶胶消光与后向散射之比。北京 532 nm：中度污染 61，重污染 44，沙尘 38。偏差可达 30 %，给出的不确定度已包含这一影响。</translation>
    </message>
    <message>
        <source>For formats that do not say it (Licel, Vaisala, SigmaMPL): 8 where the instrument runs on Beijing time.</source>
        <translation>用于未注明时区的格式（Licel、Vaisala、SigmaMPL）：仪器按北京时间运行时填 8。</translation>
    </message>
    <message>
        <source>Format of the files; automatic tells it from the beginning of each file.</source>
        <translation>文件格式；自动时根据每个文件的开头判断。</translation>
    </message>
    <message>
        <source>Greatest height (m)</source>
        <translation>最大高度 (m)</translation>
    </message>
    <message>
        <source>Height of a piece (m)</source>
        <translation>单元高度 (m)</translation>
    </message>
    <message>
        <source>How far beside the line a scan up and down, or the lidar itself, may be to stand for it.</source>
        <translation>仰角扫描平面或激光雷达离线多远以内可代表该线。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Its value is the mean of its gates.</source>
        <translation>其值为所含距离门的平均。</translation>
    </message>
    <message>
        <source>Length of a piece (m)</source>
        <translation>单元长度 (m)</translation>
    </message>
    <message>
        <source>Lidar file or folder</source>
        <translation>激光雷达文件或文件夹</translation>
    </message>
    <message>
        <source>Lidar files</source>
        <translation>激光雷达文件</translation>
    </message>
    <message>
        <source>Lidar ratio (sr)</source>
        <translation>激光雷达比 (sr)</translation>
    </message>
    <message>
        <source>Lidar section along a line</source>
        <translation>沿线激光雷达剖面</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>线</translation>
    </message>
    <message>
        <source>Local time (hours ahead of UTC)</source>
        <translation>本地时间（比 UTC 早的小时数）</translation>
    </message>
    <message>
        <source>Moment (UTC)</source>
        <translation>时刻（UTC）</translation>
    </message>
    <message>
        <source>Nothing nearer is shown. Empty: what the file says, else what is usual.</source>
        <translation>更近处不显示。留空：按文件说明，否则取常用值。</translation>
    </message>
    <message>
        <source>Number of pieces</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Number of sweeps that gave values</source>
        <translation>给出数值的扫描数</translation>
    </message>
    <message>
        <source>Of the scans with the same angles the nearest to it is taken. Empty: when the newest scan ended. A time with a zone (+08:00) is that instant.</source>
        <translation>角度相同的扫描取离该时刻最近的一次。留空：最新扫描的结束时刻。带时区的时间（+08:00）按该时刻计。</translation>
    </message>
    <message>
        <source>Overlap table</source>
        <translation>重叠因子表</translation>
    </message>
    <message>
        <source>PM10 (µg/m³)</source>
        <translation>PM10 (µg/m³)</translation>
    </message>
    <message>
        <source>PM2.5 (µg/m³)</source>
        <translation>PM2.5 (µg/m³)</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Range-corrected signal</source>
        <translation>距离修正信号</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读取器</translation>
    </message>
    <message>
        <source>Scans are synthetic; nothing in them was measured.</source>
        <translation>扫描为合成数据，非真实监测。</translation>
    </message>
    <message>
        <source>Scans farther from the moment are not taken.</source>
        <translation>离该时刻更远的扫描不采用。</translation>
    </message>
    <message>
        <source>Scans that gave values</source>
        <translation>给出数值的扫描</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>剖面</translation>
    </message>
    <message>
        <source>Share of the section that shows a value</source>
        <translation>剖面中有值的比例</translation>
    </message>
    <message>
        <source>Text by column mapping</source>
        <translation>按列映射读取的文本</translation>
    </message>
    <message>
        <source>Text file of ranges and the overlap function of the instrument, as its maker gives it.</source>
        <translation>由厂家给出的仪器距离与重叠因子文本文件。</translation>
    </message>
    <message>
        <source>Text files need a column mapping. Choose a saved one.</source>
        <translation>文本文件需要列映射。请选择已保存的列映射。</translation>
    </message>
    <message>
        <source>The scan is synthetic; nothing in it was measured.</source>
        <translation>该扫描为合成数据，并非实测。</translation>
    </message>
    <message>
        <source>The scans of a day, each in its file, or the path of their folder.</source>
        <translation>一天的扫描，每个扫描一个文件，或其文件夹路径。</translation>
    </message>
    <message>
        <source>There is no column mapping “{path}”. Choose a saved one or leave it empty.</source>
        <translation>没有列映射“{path}”。请选择已保存的，或留空。</translation>
    </message>
    <message>
        <source>There is no file or folder “{path}”. Choose a lidar scan.</source>
        <translation>没有文件或文件夹“{path}”。请选择激光雷达扫描。</translation>
    </message>
    <message>
        <source>There is no file or folder “{path}”. Choose the lidar scans of a day.</source>
        <translation>没有文件或文件夹“{path}”。请选择一天的激光雷达扫描。</translation>
    </message>
    <message>
        <source>Time allowed (minutes)</source>
        <translation>允许时间差（分钟）</translation>
    </message>
    <message>
        <source>Upright polygons over the line with heights above sea level, value and time.</source>
        <translation>沿线竖立的多边形，带海拔高度、数值和时间。</translation>
    </message>
    <message>
        <source>Volume depolarisation</source>
        <translation>体退偏振比</translation>
    </message>
    <message>
        <source>What is shown.</source>
        <translation>显示的要素。</translation>
    </message>
    <message>
        <source>Width to the side (m)</source>
        <translation>侧向宽度（m）</translation>
    </message>
    <message>
        <source>{count} files are no lidar scans and were left out.</source>
        <translation>{count} 个文件不是激光雷达扫描，已跳过。</translation>
    </message>
    <message>
        <source>{file} is no lidar scan and is left out.</source>
        <translation>{file} 不是激光雷达扫描，已略去。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>LocalOrExternal</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>A table with a row for each piece of evidence: finding, range of the external share, weight.</source>
        <translation>每项证据一行的表：依据、外来贡献范围、权重。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Better a day before the rise.</source>
        <translation>最好从升高前一天开始。</translation>
    </message>
    <message>
        <source>Boundary of the district. Empty: that of the data centre.</source>
        <translation>区界。留空则用数据资源中心中的区界。</translation>
    </message>
    <message>
        <source>CSV tables do not tell their unit. Other files do.</source>
        <translation>CSV表不说明单位，其他文件自带单位。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区界</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>External share</source>
        <translation>外来贡献</translation>
    </message>
    <message>
        <source>External share {share} % (80 % range {low}–{high} %): {verdict}</source>
        <translation>外来贡献{share}%（80%范围{low}–{high}%）：{verdict}</translation>
    </message>
    <message>
        <source>External share, lower bound</source>
        <translation>外来贡献下限</translation>
    </message>
    <message>
        <source>External share, upper bound</source>
        <translation>外来贡献上限</translation>
    </message>
    <message>
        <source>Flux over the boundary</source>
        <translation>边界通量</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Identifier of the station whose air is explained. Empty: the one nearest to the place.</source>
        <translation>要解释的站点编号。留空则取离地点最近的站点。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>In the property's unit; only hours above it are explained. 75 µg/m³ is the daily limit of PM2.5.</source>
        <translation>用该指标的单位；只解释高于它的小时。75 µg/m³为PM2.5日均限值。</translation>
    </message>
    <message>
        <source>Lidar series aloft</source>
        <translation>激光雷达高空序列</translation>
    </message>
    <message>
        <source>Local or external</source>
        <translation>本地还是外来</translation>
    </message>
    <message>
        <source>NetCDF, GRIB or CSV files of the same grid, in any order. A CSV table that names only identifiers needs the table of its grid points as well.</source>
        <translation>同一网格的NetCDF、GRIB或CSV文件，顺序不限。只有编号的CSV表还需要网格点坐标表。</translation>
    </message>
    <message>
        <source>One HTML file with the answer, a picture, the evidence and the phases of the episode.</source>
        <translation>一个HTML文件，含结论、图、证据和过程阶段。</translation>
    </message>
    <message>
        <source>Only for a projected file that does not tell it itself.</source>
        <translation>仅用于自身未说明坐标系的投影文件。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Polluted above</source>
        <translation>污染限值</translation>
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
        <source>Reference system of projected wind</source>
        <translation>投影风场的坐标系</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>Table as “Transport flux” gives it, of the hours of the episode: time, inflow_g_s, outflow_g_s and their errors. It is evidence only where the concentrations upwind and downwind were measured apart.</source>
        <translation>“输送通量”给出的过程各小时结果表：time、inflow_g_s、outflow_g_s 及其误差。只有上风和下风浓度分别测得时才能作为证据。</translation>
    </message>
    <message>
        <source>Table with the fields time (UTC) and value: what the lidar saw in a layer aloft, in any unit.</source>
        <translation>含字段time（UTC）和value的表：激光雷达在高空层所见，单位不限。</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <source>There is no wind file “{file}”. Choose files that exist.</source>
        <translation>风文件“{file}”不存在。请选择存在的文件。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Unit of wind speed in tables</source>
        <translation>表中风速单位</translation>
    </message>
    <message>
        <source>Used where no station is named: the nearest station with data in the span is taken.</source>
        <translation>未指定站点时使用：取该时段有数据的最近站点。</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>What is explained.</source>
        <translation>要解释的项目。</translation>
    </message>
    <message>
        <source>Whose air is to be explained? Give the identifier of a station, or a place.</source>
        <translation>要解释哪里的空气？请给出站点编号或地点。</translation>
    </message>
    <message>
        <source>Wind files</source>
        <translation>风文件</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>LockTool</name>
    <message>
        <source>Lock {count} units</source>
        <translation>锁定 {count} 个单元</translation>
    </message>
    <message>
        <source>Unlock {count} units</source>
        <translation>解锁 {count} 个单元</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Double-click to see it larger</source>
        <translation>双击查看大图</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>监测</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>记事</translation>
    </message>
    <message>
        <source>Photo for the log</source>
        <translation>选择写入日志的照片</translation>
    </message>
    <message>
        <source>Photos (*.jpg *.jpeg *.png *.webp)</source>
        <translation>照片 (*.jpg *.jpeg *.png *.webp)</translation>
    </message>
    <message>
        <source>Photo…</source>
        <translation>照片…</translation>
    </message>
    <message>
        <source>What is to be written down</source>
        <translation>在此输入要记录的内容</translation>
    </message>
    <message>
        <source>track</source>
        <translation>轨迹</translation>
    </message>
</context>
<context>
    <name>MergeTool</name>
    <message>
        <source>Drag from one grid into the grid that shall take it over.</source>
        <translation>请从一个网格拖到要并入的网格。</translation>
    </message>
    <message>
        <source>Merge {one} into {other}</source>
        <translation>将 {one} 并入 {other}</translation>
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
    <name>NearestResources</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Capabilities or materials that are needed, with numbers: “pump=2; monitoring”. Each is served by different resources so that all together arrive soonest; a depot only where something in its stock is asked for. Empty: any resource that drives, ranked.</source>
        <translation>所需能力或物资及数量，如“pump=2; monitoring”。各项需求由不同资源承担，使总体最早到位；只有所需物资在库存中时才会推荐物资库。留空：对所有可行驶资源排序。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>How many of the ranked resources are shown, where no needs are named.</source>
        <translation>未列需求时显示排序靠前的多少个资源。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Lines (WGS-84) with rank, time to arrive (s), length, age of the fix (s) and how the way was found.</source>
        <translation>线（WGS-84），带次序、到达时间 (s)、长度、定位时效 (s) 和路线方式。</translation>
    </message>
    <message>
        <source>Nearest resources</source>
        <translation>最近应急资源</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Needs that nobody can serve</source>
        <translation>无法满足的需求数</translation>
    </message>
    <message>
        <source>No resource has the capability “{need}”.</source>
        <translation>没有资源具备能力“{need}”。</translation>
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
        <source>Resources found</source>
        <translation>找到的资源数</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>路线</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>Where resources are needed.</source>
        <translation>需要资源的位置。</translation>
    </message>
    <message>
        <source>{missing} more are needed for “{need}”; all that could are busy.</source>
        <translation>“{need}”还缺 {missing} 个，具备该能力的资源均在忙。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>NeedsBar</name>
    <message>
        <source>Nobody has “{need}”.</source>
        <translation>没有资源具备“{need}”。</translation>
    </message>
    <message>
        <source>Order all {count} that are proposed</source>
        <translation>向推荐的 {count} 个资源全部下令</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Several needs: fire=2; monitoring; sand</source>
        <translation>多项需求：消防=2；监测；沙袋</translation>
    </message>
    <message>
        <source>{missing} more are needed for “{need}”; all that could are busy.</source>
        <translation>“{need}”还缺 {missing} 个，具备该能力的资源均在忙。</translation>
    </message>
    <message>
        <source>“{need}” is fetched from {name}.</source>
        <translation>“{need}”从{name}调取。</translation>
    </message>
</context>
<context>
    <name>NetworkLayer</name>
    <message>
        <source>A past moment on the district's clock; a time with a zone (…Z, …+08:00) is taken as that instant. Empty: now.</source>
        <translation>按本区时钟的历史时刻；带时区的时间（…Z、…+08:00）按该时刻处理。留空：现在。</translation>
    </message>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>Which network. Nothing chosen: all of them.</source>
        <translation>选择监测网络；不选则为全部。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
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
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>Which network; the fields are the properties its devices measure.</source>
        <translation>选择网络；字段为其设备测量的项目。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
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
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>As QGIS</source>
        <translation>与 QGIS 一致</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
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
        <source>From</source>
        <translation>开始</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
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
    <name>OpenDialogs</name>
    <message>
        <source>Enable the Processing plugin of QGIS first.</source>
        <translation>请先启用 QGIS 的 Processing 插件。</translation>
    </message>
    <message>
        <source>The Processing algorithm {name} is not there; is the plugin complete?</source>
        <translation>找不到处理算法 {name}；插件是否完整？</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Looking around the place</source>
        <translation>正在查询周边</translation>
    </message>
</context>
<context>
    <name>OrderFollower</name>
    <message>
        <source>Following the units</source>
        <translation>正在跟踪单元</translation>
    </message>
</context>
<context>
    <name>OrdersPage</name>
    <message>
        <source>Choose the time and press “Set”; the log keeps who set it and when.</source>
        <translation>选择时间后按“设置”；日志记录由谁在何时设置。</translation>
    </message>
    <message>
        <source>Click a cell to set a state by hand: what the tracks show is written by itself.</source>
        <translation>点击单元格可人工设置状态；轨迹反映的状态自动写入。</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Set: {state}</source>
        <translation>设置：{state}</translation>
    </message>
    <message>
        <source>This sets right what stands; later states are taken back, and the log keeps both.</source>
        <translation>将更正现有状态并撤回其后的状态，日志保留前后两次记录。</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>by the track</source>
        <translation>由轨迹判定</translation>
    </message>
    <message>
        <source>by {who}</source>
        <translation>由 {who} 设置</translation>
    </message>
    <message>
        <source>expected to arrive at {time}</source>
        <translation>预计 {time} 到达</translation>
    </message>
</context>
<context>
    <name>OriginPage</name>
    <message>
        <source>&lt;b&gt;{verdict}&lt;/b&gt;&lt;br&gt;External share {share:.0%}, 80 % range {low:.0%}–{high:.0%}.</source>
        <translation>&lt;b&gt;{verdict}&lt;/b&gt;&lt;br&gt;外来占比 {share:.0%}，80 % 区间 {low:.0%}–{high:.0%}。</translation>
    </message>
    <message>
        <source>Air at the lidar ({lon:.3f}° E, {lat:.3f}° N); times are local.</source>
        <translation>激光雷达处的空气（{lon:.3f}°E，{lat:.3f}°N）；时间为本地时间。</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>到达时间</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>回溯</translation>
    </message>
    <message>
        <source>Back trajectories</source>
        <translation>后向轨迹</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Episode</source>
        <translation>过程时段</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>External</source>
        <translation>外来占比</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Local or external?</source>
        <translation>本地还是外来？</translation>
    </message>
    <message>
        <source>Made-up stations: the answer shows how it works, not the district.</source>
        <translation>站点为合成数据：结果仅演示方法，不代表本区实况。</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Pick a scan first: its place and time are asked about.</source>
        <translation>请先选择扫描：按其地点和时间溯源。</translation>
    </message>
    <message>
        <source>Polluted</source>
        <translation>污染判据</translation>
    </message>
    <message>
        <source>The trajectories cannot be read.</source>
        <translation>无法读取轨迹。</translation>
    </message>
    <message>
        <source>Trajectories on the map</source>
        <translation>后向轨迹上图</translation>
    </message>
    <message>
        <source>Unit of wind speed in CSV tables; other files tell it themselves</source>
        <translation>CSV 表中风速的单位；其他文件自带单位</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Wind</source>
        <translation>风场</translation>
    </message>
    <message>
        <source>Wind (*.nc *.grib *.grb *.grib2 *.grb2 *.csv);;All files (*)</source>
        <translation>风场 (*.nc *.grib *.grb *.grib2 *.grb2 *.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Wind files</source>
        <translation>风文件</translation>
    </message>
    <message>
        <source>Wind files: NetCDF, GRIB or CSV of one grid</source>
        <translation>风场文件：同一网格的 NetCDF、GRIB 或 CSV</translation>
    </message>
    <message>
        <source>above</source>
        <translation>高于</translation>
    </message>
    <message>
        <source>at heights (m)</source>
        <translation>起始高度（m）</translation>
    </message>
    <message>
        <source>no evidence</source>
        <translation>无证据</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>未选择</translation>
    </message>
    <message>
        <source>{count} trajectories are on the map; {ended} of them left the wind field early.</source>
        <translation>地图上已有 {count} 条轨迹，其中 {ended} 条提前离开风场。</translation>
    </message>
</context>
<context>
    <name>OverlayStory</name>
    <message>
        <source>No elevation model is chosen: ground in the beam is not told from aerosol.</source>
        <translation>未选择高程模型：无法区分光束中的地面与气溶胶。</translation>
    </message>
    <message>
        <source>Shown: {shown:.0%} of the scanned area. Left empty: blind zone {blind:.1%}, weak signal {noise:.1%}, terrain {terrain:.1%}, not retrieved {not_retrieved:.1%}.</source>
        <translation>已显示扫描面积的 {shown:.0%}。留空：盲区 {blind:.1%}，信噪比不足 {noise:.1%}，地形遮挡 {terrain:.1%}，未能反演 {not_retrieved:.1%}。</translation>
    </message>
    <message>
        <source>Synthetic data, nothing in it was measured.</source>
        <translation>合成数据，非真实监测。</translation>
    </message>
</context>
<context>
    <name>PaintTool</name>
    <message>
        <source>Paint {count} units</source>
        <translation>涂绘 {count} 个单元</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Back to where it lies</source>
        <translation>恢复按位置归属</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>人工</translation>
    </message>
    <message>
        <source>Choose a grid: in the table, or with a right click on the map.</source>
        <translation>请选择网格：在表中选择，或在地图上右键单击。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Give it to this grid</source>
        <translation>划归本网格</translation>
    </message>
    <message>
        <source>Key source</source>
        <translation>重点污染源</translation>
    </message>
    <message>
        <source>Person A has {count} grids: {minutes} a week with ways.</source>
        <translation>A 角负责 {count} 个网格：每周 {minutes}（含路途）。</translation>
    </message>
    <message>
        <source>Person A has {count} grids: {minutes} of at most {limit} a week, with ways.</source>
        <translation>A 角负责 {count} 个网格：每周 {minutes}，上限 {limit}（含路途）。</translation>
    </message>
    <message>
        <source>Sources belong to the grid they lie in and follow when it is redrawn, or are given by hand.</source>
        <translation>污染源归所在网格，随网格调整；也可人工归属。</translation>
    </message>
    <message>
        <source>Sources of other grids, the nearest first.</source>
        <translation>其他网格的污染源，由近及远。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>Photo of the log</source>
        <translation>日志照片</translation>
    </message>
    <message>
        <source>Reading the photo</source>
        <translation>正在读取照片</translation>
    </message>
</context>
<context>
    <name>PlanAlgorithm</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Id of the plan.</source>
        <translation>方案编号。</translation>
    </message>
    <message>
        <source>Id of the plan; empty for the one in force today.</source>
        <translation>方案编号；留空为今日现行方案。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>PlansPage</name>
    <message>
        <source>Atlas (PDF)…</source>
        <translation>图册（PDF）……</translation>
    </message>
    <message>
        <source>Copy as draft</source>
        <translation>复制为草案</translation>
    </message>
    <message>
        <source>Delete draft</source>
        <translation>删除草案</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出……</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>生效期</translation>
    </message>
    <message>
        <source>Made-up plans: no real grids, persons or sources</source>
        <translation>示意方案：非真实网格、人员和污染源</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Redraw</source>
        <translation>调整</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草案</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>已废止</translation>
    </message>
    <message>
        <source>{id}; based on {base}</source>
        <translation>{id}；依据 {base}</translation>
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
    <name>ProfileChart</name>
    <message>
        <source>Boundary layer {height:.0f} ± {spread:.0f} m</source>
        <translation>边界层 {height:.0f} ± {spread:.0f} m</translation>
    </message>
    <message>
        <source>No boundary layer found</source>
        <translation>未识别出边界层</translation>
    </message>
    <message>
        <source>{quantity}: masked</source>
        <translation>{quantity}：已屏蔽</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>Along a line …</source>
        <translation>沿线剖面…</translation>
    </message>
    <message>
        <source>Boundary layer found in {found} of {count} profiles. White: blind zone, noise or behind clouds.</source>
        <translation>{count} 条廓线中有 {found} 条识别出边界层。白色：盲区、噪声或云后。</translation>
    </message>
    <message>
        <source>CSV (*.csv);;GeoPackage (*.gpkg)</source>
        <translation>CSV (*.csv);;GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Click the corners of the line on the map. A double click or the right button ends it, Esc calls it off.</source>
        <translation>在地图上依次单击线的各点。双击或右键结束，Esc 取消。</translation>
    </message>
    <message>
        <source>Computing the lidar profiles</source>
        <translation>正在计算激光雷达廓线</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>Data (NetCDF, CSV) …</source>
        <translation>数据（NetCDF、CSV）…</translation>
    </message>
    <message>
        <source>Drag a box to look closer; a double click shows the whole.</source>
        <translation>拖动方框放大，双击恢复全图。</translation>
    </message>
    <message>
        <source>Draw a line on the map and see the section through the scans of that time</source>
        <translation>在地图上画一条线，查看该时刻各扫描的剖面</translation>
    </message>
    <message>
        <source>Lidar curtain</source>
        <translation>激光雷达剖面</translation>
    </message>
    <message>
        <source>NetCDF, everything (*.nc);;CSV, this quantity (*.csv)</source>
        <translation>NetCDF，全部数据 (*.nc);;CSV，当前物理量 (*.csv)</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>上图</translation>
    </message>
    <message>
        <source>Pick a vertical scan or a section on the page “Scans”.</source>
        <translation>请在“扫描”页选择垂直扫描或剖面。</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Picture (PNG) …</source>
        <translation>图片（PNG）…</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>已保存 {path}</translation>
    </message>
    <message>
        <source>The curtain cannot be read.</source>
        <translation>无法读取剖面。</translation>
    </message>
    <message>
        <source>The section as upright pieces over its line, for a 3-D view</source>
        <translation>将剖面竖立于其地面线上，供三维视图使用</translation>
    </message>
    <message>
        <source>There is no scan with a time and a place to lay a section through.</source>
        <translation>没有带时间和位置的扫描可做剖面。</translation>
    </message>
    <message>
        <source>This quantity could not be told from the signal, which is shown instead.</source>
        <translation>无法由信号得到该物理量，现显示信号。</translation>
    </message>
    <message>
        <source>This scan is neither vertical nor a section, or its file is lost.</source>
        <translation>该扫描既非垂直也非剖面，或其文件缺失。</translation>
    </message>
    <message>
        <source>What no beam has passed within an hour of this time is empty.</source>
        <translation>该时刻前后一小时内光束没有经过的地方留空。</translation>
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
    <name>ProposalPage</name>
    <message>
        <source>A township's grids are handed out to its villages by their loads, at least one to each.</source>
        <translation>乡镇的网格按负荷分配到各村，每村至少一个。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Choose a grid first. Locked units stay where they are.</source>
        <translation>请先选择网格。锁定的单元保持不动。</translation>
    </message>
    <message>
        <source>Choose a grid first: in the table, or with a right click on the map.</source>
        <translation>请先选择网格：在表中选择，或在地图上右键单击。</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Discarded; nothing was changed.</source>
        <translation>已放弃，未作修改。</translation>
    </message>
    <message>
        <source>Dividing …</source>
        <translation>正在划分……</translation>
    </message>
    <message>
        <source>Every township</source>
        <translation>每个乡镇</translation>
    </message>
    <message>
        <source>Grids (in each township)</source>
        <translation>网格数（每个乡镇）</translation>
    </message>
    <message>
        <source>Make a proposal</source>
        <translation>生成建议</translation>
    </message>
    <message>
        <source>Most units that change hands</source>
        <translation>调整单元比例上限</translation>
    </message>
    <message>
        <source>Redrawn meanwhile: ask for a new proposal.</source>
        <translation>网格已有修改，请重新生成建议。</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Take over a proposal</source>
        <translation>采用建议</translation>
    </message>
    <message>
        <source>Taken over; undo takes it back in one step.</source>
        <translation>已采用，可一步撤销。</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>允许偏差</translation>
    </message>
    <message>
        <source>Township of the chosen grid</source>
        <translation>所选网格所在乡镇（街道）</translation>
    </message>
    <message>
        <source>Village of the chosen grid</source>
        <translation>所选网格所在村（社区）</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>as many as now</source>
        <translation>与现在相同</translation>
    </message>
    <message>
        <source>{grids} grids; largest deviation {deviation} (proven least: {least}).</source>
        <translation>{grids} 个网格；最大偏差 {deviation}（经证明的下限：{least}）。</translation>
    </message>
    <message>
        <source>{moving} of {count} units would change hands (orange on the map).</source>
        <translation>{count} 个单元中有 {moving} 个将调整归属（地图上为橙色）。</translation>
    </message>
</context>
<context>
    <name>PublishPage</name>
    <message>
        <source>After</source>
        <translation>调整后</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>调整前</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Changes to the plan in force</source>
        <translation>相对现行方案的变化</translation>
    </message>
    <message>
        <source>Checking and publishing …</source>
        <translation>正在检查并发布……</translation>
    </message>
    <message>
        <source>Choose a draft first.</source>
        <translation>请先选择草案。</translation>
    </message>
    <message>
        <source>Compare with the plan in force</source>
        <translation>与现行方案比较</translation>
    </message>
    <message>
        <source>Effective from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>发布人</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>调整原因</translation>
    </message>
    <message>
        <source>Replaces</source>
        <translation>替代方案</translation>
    </message>
    <message>
        <source>The account by which the database knows you.</source>
        <translation>数据库识别您的账户。</translation>
    </message>
    <message>
        <source>The name of your account on this computer; correct it where it is not yours.</source>
        <translation>本机账户名；如非本人请更正。</translation>
    </message>
    <message>
        <source>kept in the publish log for ever</source>
        <translation>永久保存在发布记录中</translation>
    </message>
    <message>
        <source>person or office, kept for ever</source>
        <translation>个人或单位，永久保存</translation>
    </message>
    <message>
        <source>{units} units ({share}) and {sources} key sources change hands.</source>
        <translation>{units} 个单元（{share}）和 {sources} 个重点污染源调整归属。</translation>
    </message>
    <message>
        <source>{value} min</source>
        <translation>{value} 分钟</translation>
    </message>
</context>
<context>
    <name>PublishPlan</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Checksum (SHA-256)</source>
        <translation>校验和(SHA-256)</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>Effective from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>First day on which the plan is in force; the plan before ends with the day before.</source>
        <translation>方案生效的第一天；原方案至前一天为止。</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Id of the plan.</source>
        <translation>方案编号。</translation>
    </message>
    <message>
        <source>Id of the plan; empty for the one in force today.</source>
        <translation>方案编号；留空为今日现行方案。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Number of findings</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>Only where the draft was copied from another plan than the one in force: the id of the latter.</source>
        <translation>仅当草案不是复制自现行方案时填写：现行方案的编号。</translation>
    </message>
    <message>
        <source>Person or office that publishes; kept in the publish log for ever.</source>
        <translation>发布人或发布部门；永久记入发布日志。</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Publish plan of inspection grids</source>
        <translation>发布网格方案</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>发布人</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>调整原因</translation>
    </message>
    <message>
        <source>Rejected and kept in the quarantine of the data centre: {counts}.</source>
        <translation>已拒绝并存入数据中心的隔离区：{counts}。</translation>
    </message>
    <message>
        <source>Replaces plan</source>
        <translation>被替代方案</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>Why the grids are changed; kept in the publish log for ever.</source>
        <translation>网格调整的理由；永久记入发布日志。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
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
    <name>RedrawHandler</name>
    <message>
        <source>A grid lies in one village: units of another village cannot join it.</source>
        <translation>一个网格只属于一个村（社区），其他村的单元不能划入。</translation>
    </message>
    <message>
        <source>Locked units do not move; unlock them first.</source>
        <translation>锁定的单元不能移动，请先解锁。</translation>
    </message>
    <message>
        <source>The grid {grid} would fall apart.</source>
        <translation>网格 {grid} 将不再连通。</translation>
    </message>
    <message>
        <source>The grid {grid} would have no unit left; merge it instead.</source>
        <translation>网格 {grid} 将没有单元，请改用“合并”。</translation>
    </message>
    <message>
        <source>new {label}</source>
        <translation>新网格 {label}</translation>
    </message>
</context>
<context>
    <name>RedrawPage</name>
    <message>
        <source>Balance</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>Close the draft</source>
        <translation>关闭草案</translation>
    </message>
    <message>
        <source>Drag from a grid into the grid that shall take it over.</source>
        <translation>从一个网格拖到要并入的网格。</translation>
    </message>
    <message>
        <source>Drag over units to lock them; begin on a locked one to unlock.</source>
        <translation>拖过单元即锁定；从已锁定的单元开始则解锁。</translation>
    </message>
    <message>
        <source>Drag over units: they join the chosen grid. Right click chooses a grid.</source>
        <translation>按住拖过单元，划入所选网格；右键单击选择网格。</translation>
    </message>
    <message>
        <source>Draw a line across a grid: the smaller side becomes a new grid.</source>
        <translation>画线穿过网格，较小的一侧成为新网格。</translation>
    </message>
    <message>
        <source>Draw a loop: the units inside join the chosen grid.</source>
        <translation>圈选单元，划入所选网格。</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Not saved yet; trying again. {why}</source>
        <translation>尚未保存，将重试。{why}</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>涂绘</translation>
    </message>
    <message>
        <source>Press inside a grid and drag across its border: it grows.</source>
        <translation>在网格内按下，拖过边界，网格随之扩大。</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Refuse moves that tear a grid apart</source>
        <translation>拒绝使网格不连通的调整</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>正在保存……</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{count} grids, mean {mean}, farthest from it {far}, in several pieces: {torn}, locked units: {locked}</source>
        <translation>{count} 个网格，均值 {mean}，最大偏差 {far}，不连通 {torn} 个，锁定单元 {locked} 个</translation>
    </message>
</context>
<context>
    <name>Redrawing</name>
    <message>
        <source>Changes of another editor</source>
        <translation>另一位编辑者的修改</translation>
    </message>
    <message>
        <source>Grade of {grid}</source>
        <translation>{grid} 的管理等级</translation>
    </message>
    <message>
        <source>Key source {source}</source>
        <translation>重点污染源 {source}</translation>
    </message>
    <message>
        <source>Name of {grid}</source>
        <translation>{grid} 的名称</translation>
    </message>
    <message>
        <source>Persons of {grid}</source>
        <translation>{grid} 的人员</translation>
    </message>
    <message>
        <source>Redrawing: {plan}</source>
        <translation>网格调整：{plan}</translation>
    </message>
    <message>
        <source>Responsible body of {grid}</source>
        <translation>{grid} 的责任单位</translation>
    </message>
    <message>
        <source>The layer was removed; the draft is kept in the data centre.</source>
        <translation>图层已移除，草案保存在数据中心。</translation>
    </message>
    <message>
        <source>Type of {grid}</source>
        <translation>{grid} 的类型</translation>
    </message>
    <message>
        <source>{count} units were changed by another editor and are shown now.</source>
        <translation>另一位编辑者修改了 {count} 个单元，现已显示。</translation>
    </message>
    <message>
        <source>{moved} units moved; {held} locked units and {foreign} units of other villages stayed.</source>
        <translation>已移动 {moved} 个单元；{held} 个锁定单元和 {foreign} 个其他村单元保持不动。</translation>
    </message>
</context>
<context>
    <name>ReplayLog</name>
    <message>
        <source>{count} earlier entries are in the log</source>
        <translation>更早的 {count} 条见日志</translation>
    </message>
</context>
<context>
    <name>ReplayPage</name>
    <message>
        <source>Back to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Demo data</source>
        <translation>演示数据</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>应急</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Reading log and tracks</source>
        <translation>正在读取日志和轨迹</translation>
    </message>
    <message>
        <source>Reading log and tracks …</source>
        <translation>正在读取日志和轨迹…</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Replay the incident</source>
        <translation>回放本事件</translation>
    </message>
    <message>
        <source>Replay {time} – this is not live</source>
        <translation>回放 {time}——并非实时</translation>
    </message>
    <message>
        <source>reading the tracks of {time} …</source>
        <translation>正在读取 {time} 的轨迹……</translation>
    </message>
</context>
<context>
    <name>ReplayTracks</name>
    <message>
        <source>Reading the tracks</source>
        <translation>正在读取轨迹</translation>
    </message>
</context>
<context>
    <name>ResourcesModel</name>
    <message>
        <source>Arrives</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>For: {title}</source>
        <translation>用于：{title}</translation>
    </message>
    <message>
        <source>Ranked by road time × availability × capability × age of the fix</source>
        <translation>按路程时间 × 可用性 × 能力 × 定位时效排序</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>by road</source>
        <translation>按道路</translation>
    </message>
    <message>
        <source>cannot do it</source>
        <translation>无此能力</translation>
    </message>
    <message>
        <source>in place</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不加密</translation>
    </message>
    <message>
        <source>no position</source>
        <translation>无位置</translation>
    </message>
    <message>
        <source>there</source>
        <translation>已到场</translation>
    </message>
</context>
<context>
    <name>ResourcesPage</name>
    <message>
        <source>All kinds</source>
        <translation>全部类型</translation>
    </message>
    <message>
        <source>Any capability</source>
        <translation>任意能力</translation>
    </message>
    <message>
        <source>No roads: straight lines</source>
        <translation>无道路：按直线</translation>
    </message>
    <message>
        <source>No tracks</source>
        <translation>不显示轨迹</translation>
    </message>
    <message>
        <source>Only free</source>
        <translation>仅空闲</translation>
    </message>
    <message>
        <source>Order to the incident</source>
        <translation>下令前往事件</translation>
    </message>
    <message>
        <source>Order {name} to the incident</source>
        <translation>下令 {name} 前往事件</translation>
    </message>
    <message>
        <source>Roads</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Task (may stay empty)</source>
        <translation>任务（可不填）</translation>
    </message>
    <message>
        <source>Times by road.</source>
        <translation>按道路计时。</translation>
    </message>
    <message>
        <source>Tracks 2 h</source>
        <translation>轨迹 2 小时</translation>
    </message>
    <message>
        <source>Tracks 24 h</source>
        <translation>轨迹 24 小时</translation>
    </message>
    <message>
        <source>Tracks 30 min</source>
        <translation>轨迹 30 分钟</translation>
    </message>
    <message>
        <source>Tracks 8 h</source>
        <translation>轨迹 8 小时</translation>
    </message>
    <message>
        <source>≈ {how}; choose a layer of roads for road times.</source>
        <translation>≈ {how}；选择道路图层可按道路计时。</translation>
    </message>
</context>
<context>
    <name>RiverTravelTime</name>
    <message>
        <source>At most 2 km from a river.</source>
        <translation>距河流不超过 2 km。</translation>
    </message>
    <message>
        <source>Discharge now (m³/s)</source>
        <translation>当前流量 (m³/s)</translation>
    </message>
    <message>
        <source>Drainage area (km²)</source>
        <translation>流域面积 (km²)</translation>
    </message>
    <message>
        <source>Field with the name of each point.</source>
        <translation>各点名称所在字段。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Length of the way (m)</source>
        <translation>路径长度 (m)</translation>
    </message>
    <message>
        <source>Lines that run downstream. Fields discharge_m3s, mean_discharge_m3s, drainage_km2 and slope go before the numbers below.</source>
        <translation>按流向数字化的线。字段 discharge_m3s、mean_discharge_m3s、drainage_km2 和 slope 优先于下列数值。</translation>
    </message>
    <message>
        <source>Mean discharge (m³/s)</source>
        <translation>多年平均流量 (m³/s)</translation>
    </message>
    <message>
        <source>Name of the site</source>
        <translation>点位名称</translation>
    </message>
    <message>
        <source>On the mean of years, where not told.</source>
        <translation>多年平均值，图层未给出时采用。</translation>
    </message>
    <message>
        <source>Place of the spill</source>
        <translation>泄漏位置</translation>
    </message>
    <message>
        <source>Points beside the river for which times are told.</source>
        <translation>需要给出到达时间的河边点位。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Reaches</source>
        <translation>河段</translation>
    </message>
    <message>
        <source>River travel time (screening)</source>
        <translation>河流迁移时间（筛查）</translation>
    </message>
    <message>
        <source>Rivers</source>
        <translation>河流</translation>
    </message>
    <message>
        <source>Slope (m/m)</source>
        <translation>比降 (m/m)</translation>
    </message>
    <message>
        <source>Spilled (kg)</source>
        <translation>泄漏量 (kg)</translation>
    </message>
    <message>
        <source>Stations and intakes</source>
        <translation>监测站和取水口</translation>
    </message>
    <message>
        <source>Stretches downstream with hours until the earliest, leading edge, peak and end, and the peak in mg/l at their lower end.</source>
        <translation>下游各河段：最早到达、前锋、峰值和结束的小时数，以及河段下端的峰值浓度 (mg/L)。</translation>
    </message>
    <message>
        <source>The same at stations and intakes, in the order in which it arrives.</source>
        <translation>各监测站和取水口的同类结果，按到达先后排列。</translation>
    </message>
    <message>
        <source>This is a screening by regression: well mixed, nothing decays; measured travel times go before it.</source>
        <translation>本结果为回归筛查：假定充分混合、物质不降解；有实测迁移时间时以实测为准。</translation>
    </message>
    <message>
        <source>Times at sites</source>
        <translation>各点位到达时间</translation>
    </message>
    <message>
        <source>Upstream of the reach, where not told.</source>
        <translation>河段以上流域面积，图层未给出时采用。</translation>
    </message>
    <message>
        <source>What got into the water, at once.</source>
        <translation>一次性进入水体的量。</translation>
    </message>
    <message>
        <source>Where not told; 0 means unknown.</source>
        <translation>图层未给出时采用；0 表示未知。</translation>
    </message>
    <message>
        <source>Where the layer does not tell it.</source>
        <translation>图层未给出时采用。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
</context>
<context>
    <name>SaveGridPlan</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Based on plan</source>
        <translation>依据方案</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>E.g. the output of “Divide into inspection grids”.</source>
        <translation>例如“划分巡查网格”的输出。</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Field with the 12-digit code of the village or community, as text.</source>
        <translation>村（社区）12 位代码字段，文本型。</translation>
    </message>
    <message>
        <source>Field with the grid of each unit.</source>
        <translation>每个单元所属网格的字段。</translation>
    </message>
    <message>
        <source>Field with the id of each unit; empty to number them under the plan's id.</source>
        <translation>单元编号字段；留空则按方案编号依次编号。</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Id of the plan whose codes, persons and bodies go on for grids of the same name.</source>
        <translation>同名网格沿用其编码、人员和责任单位的方案编号。</translation>
    </message>
    <message>
        <source>Id of the plan.</source>
        <translation>方案编号。</translation>
    </message>
    <message>
        <source>Id of the plan; empty for the one in force today.</source>
        <translation>方案编号；留空为今日现行方案。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Number of grids</source>
        <translation>网格数</translation>
    </message>
    <message>
        <source>Number of units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
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
        <source>Save plan of inspection grids</source>
        <translation>保存网格方案</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Units with their grid</source>
        <translation>带所属网格的单元</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村（社区）</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>What the plan is called.</source>
        <translation>方案名称。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ScanParameters</name>
    <message>
        <source>A lidar file, or a folder whose files are one measurement (makers such as Licel write a file for each ray). Type or paste the path of a folder.</source>
        <translation>一个激光雷达文件，或由多个文件组成一次测量的文件夹（Licel 等厂家每条射线写一个文件）。文件夹请输入或粘贴路径。</translation>
    </message>
    <message>
        <source>A saved column mapping (JSON), for text files of other makers.</source>
        <translation>已保存的列映射（JSON），用于其他厂家的文本文件。</translation>
    </message>
    <message>
        <source>Aerosol extinction (km⁻¹)</source>
        <translation>气溶胶消光系数 (km⁻¹)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Blind zone (m)</source>
        <translation>盲区（m）</translation>
    </message>
    <message>
        <source>Clock of the instrument (hours ahead of UTC)</source>
        <translation>仪器时钟（比 UTC 早的小时数）</translation>
    </message>
    <message>
        <source>Column mapping</source>
        <translation>列映射</translation>
    </message>
    <message>
        <source>Extinction over backscatter of the aerosol. At 532 nm over Beijing: 61 in moderate pollution, 44 in heavy pollution, 38 in dust. It may be wrong by 30 %; the stated uncertainty covers that.</source>
        <translation>气溶胶消光与后向散射之比。北京 532 nm：中度污染 61，重污染 44，沙尘 38。偏差可达 30 %，给出的不确定度已包含这一影响。</translation>
    </message>
    <message>
        <source>For formats that do not say it (Licel, Vaisala, SigmaMPL): 8 where the instrument runs on Beijing time.</source>
        <translation>用于未注明时区的格式（Licel、Vaisala、SigmaMPL）：仪器按北京时间运行时填 8。</translation>
    </message>
    <message>
        <source>Format of the files; automatic tells it from the beginning of each file.</source>
        <translation>文件格式；自动时根据每个文件的开头判断。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Lidar file or folder</source>
        <translation>激光雷达文件或文件夹</translation>
    </message>
    <message>
        <source>Lidar ratio (sr)</source>
        <translation>激光雷达比 (sr)</translation>
    </message>
    <message>
        <source>Nothing nearer is shown. Empty: what the file says, else what is usual.</source>
        <translation>更近处不显示。留空：按文件说明，否则取常用值。</translation>
    </message>
    <message>
        <source>Overlap table</source>
        <translation>重叠因子表</translation>
    </message>
    <message>
        <source>PM10 (µg/m³)</source>
        <translation>PM10 (µg/m³)</translation>
    </message>
    <message>
        <source>PM2.5 (µg/m³)</source>
        <translation>PM2.5 (µg/m³)</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Range-corrected signal</source>
        <translation>距离修正信号</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>读取器</translation>
    </message>
    <message>
        <source>Text by column mapping</source>
        <translation>按列映射读取的文本</translation>
    </message>
    <message>
        <source>Text file of ranges and the overlap function of the instrument, as its maker gives it.</source>
        <translation>由厂家给出的仪器距离与重叠因子文本文件。</translation>
    </message>
    <message>
        <source>Text files need a column mapping. Choose a saved one.</source>
        <translation>文本文件需要列映射。请选择已保存的列映射。</translation>
    </message>
    <message>
        <source>The scan is synthetic; nothing in it was measured.</source>
        <translation>该扫描为合成数据，并非实测。</translation>
    </message>
    <message>
        <source>There is no column mapping “{path}”. Choose a saved one or leave it empty.</source>
        <translation>没有列映射“{path}”。请选择已保存的，或留空。</translation>
    </message>
    <message>
        <source>There is no file or folder “{path}”. Choose a lidar scan.</source>
        <translation>没有文件或文件夹“{path}”。请选择激光雷达扫描。</translation>
    </message>
    <message>
        <source>Volume depolarisation</source>
        <translation>体退偏振比</translation>
    </message>
    <message>
        <source>{count} files are no lidar scans and were left out.</source>
        <translation>{count} 个文件不是激光雷达扫描，已跳过。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>ScanTree</name>
    <message>
        <source>Angles</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫描方式</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>时间不详</translation>
    </message>
</context>
<context>
    <name>ScanWords</name>
    <message>
        <source>Aerosol extinction (km⁻¹)</source>
        <translation>气溶胶消光系数 (km⁻¹)</translation>
    </message>
    <message>
        <source>Full turn</source>
        <translation>全周扫描</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>PM10 mass (µg/m³)</source>
        <translation>PM10质量浓度（µg/m³）</translation>
    </message>
    <message>
        <source>PM2.5 mass (µg/m³)</source>
        <translation>PM2.5质量浓度（µg/m³）</translation>
    </message>
    <message>
        <source>Range-corrected signal</source>
        <translation>距离修正信号</translation>
    </message>
    <message>
        <source>Section (RHI)</source>
        <translation>剖面（RHI）</translation>
    </message>
    <message>
        <source>Sector</source>
        <translation>扇区扫描</translation>
    </message>
    <message>
        <source>Vertical</source>
        <translation>垂直</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>体扫</translation>
    </message>
    <message>
        <source>Volume depolarisation</source>
        <translation>体退偏振比</translation>
    </message>
    <message>
        <source>file lost</source>
        <translation>文件缺失</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>时间不详</translation>
    </message>
    <message>
        <source>place unknown</source>
        <translation>位置不详</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>合成</translation>
    </message>
</context>
<context>
    <name>ScansPage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Click a scan to see it on the map; a double click goes there.</source>
        <translation>单击扫描即可上图，双击缩放到该处。</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Play the day</source>
        <translation>播放当天</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>Reading the overlay</source>
        <translation>正在读取叠加图</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Take off the map</source>
        <translation>从地图移除</translation>
    </message>
    <message>
        <source>The newest scan follows</source>
        <translation>跟随最新扫描</translation>
    </message>
    <message>
        <source>The scan cannot be shown on the map: its file is lost or does not say where the lidar stood.</source>
        <translation>该扫描无法上图：文件缺失，或文件未说明激光雷达的位置。</translation>
    </message>
    <message>
        <source>There is no scan in the catalogue yet. Import a folder of lidar files on the page “Files”.</source>
        <translation>目录中还没有扫描。请在“文件与选项”页导入激光雷达文件夹。</translation>
    </message>
    <message>
        <source>{count} overlays are on the map; press play in the Temporal Controller. Its clock shows UTC.</source>
        <translation>地图上已有 {count} 幅叠加图；请在时态控制器中按播放。其时钟为 UTC。</translation>
    </message>
</context>
<context>
    <name>SectionChart</name>
    <message>
        <source>Boundary layer {height:.0f} ± {spread:.0f} m</source>
        <translation>边界层 {height:.0f} ± {spread:.0f} m</translation>
    </message>
    <message>
        <source>No boundary layer found</source>
        <translation>未识别出边界层</translation>
    </message>
    <message>
        <source>{quantity}: masked</source>
        <translation>{quantity}：已屏蔽</translation>
    </message>
</context>
<context>
    <name>SensorWatch</name>
    <message>
        <source>Judging the sensors</source>
        <translation>正在检查传感器</translation>
    </message>
</context>
<context>
    <name>ServiceArea</name>
    <message>
        <source>Depots</source>
        <translation>物资库</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Largest area (km²)</source>
        <translation>最大范围 (km²)</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>One area (WGS-84) for each time, with its seconds and km²: roads that are reached and 400 m beside them.</source>
        <translation>每个时间一个范围（WGS-84），带秒数和 km²：可达道路及其两侧 400 m。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Service areas</source>
        <translation>服务范围</translation>
    </message>
    <message>
        <source>The minutes are no numbers above 0. Write them with commas, e.g. 5, 10, 15.</source>
        <translation>分钟数须为大于 0 的数字。请用逗号分隔，例如 5, 10, 15。</translation>
    </message>
    <message>
        <source>Times for which areas are drawn, in minutes, with commas.</source>
        <translation>绘制范围的时间（分钟），用逗号分隔。</translation>
    </message>
    <message>
        <source>Where vehicles start; each place counts for the depot that is there first.</source>
        <translation>车辆出发地；每处归最先到达的物资库。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>SharedCentre</name>
    <message>
        <source>Trying the shared data centre</source>
        <translation>正在测试共享数据中心</translation>
    </message>
    <message>
        <source>{district}, {stations} stations; you may change everything.</source>
        <translation>{district}，{stations} 个站点；您可以修改全部内容。</translation>
    </message>
    <message>
        <source>{district}, {stations} stations; you may change plans and incidents.</source>
        <translation>{district}，{stations} 个站点；您可以修改方案和事件。</translation>
    </message>
    <message>
        <source>{district}, {stations} stations; you may look, not change.</source>
        <translation>{district}，{stations} 个站点；您只能查看，不能修改。</translation>
    </message>
    <message>
        <source>{district}, {stations} stations; you may store observations.</source>
        <translation>{district}，{stations} 个站点；您可以写入监测数据。</translation>
    </message>
</context>
<context>
    <name>SharedCentreDialog</name>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connect to a shared data centre</source>
        <translation>连接共享数据中心</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connection of QGIS</source>
        <translation>QGIS 已有连接</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Encrypted (TLS)</source>
        <translation>加密（TLS）</translation>
    </message>
    <message>
        <source>Enter it below</source>
        <translation>在下方填写</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>QGIS keeps the password of this connection in clear, so it is not taken along: choose or make an authentication configuration.</source>
        <translation>QGIS 以明文保存了该连接的密码，因此未予采用：请选择或新建身份验证配置。</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>模式（schema）</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务（service）</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Who connects</source>
        <translation>连接身份</translation>
    </message>
    <message>
        <source>always, whatever the certificate</source>
        <translation>始终加密，不检查证书</translation>
    </message>
    <message>
        <source>always, with a certificate of a known authority</source>
        <translation>始终加密，并检查证书颁发机构</translation>
    </message>
    <message>
        <source>always, with a certificate of this very server</source>
        <translation>始终加密，并检查证书与服务器一致</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不加密</translation>
    </message>
    <message>
        <source>only where the password comes from pgpass</source>
        <translation>仅在密码来自 pgpass 时填写</translation>
    </message>
    <message>
        <source>only where the server insists</source>
        <translation>仅在服务器要求时加密</translation>
    </message>
    <message>
        <source>section of pg_service.conf, instead of host and database</source>
        <translation>pg_service.conf 中的节名，代替主机和数据库</translation>
    </message>
    <message>
        <source>where the server offers it</source>
        <translation>服务器支持时加密</translation>
    </message>
</context>
<context>
    <name>SituationMap</name>
    <message>
        <source>0: as large as the incident, its areas and the units on their way allow.</source>
        <translation>0：在容纳事件、影响范围和途中资源的前提下尽量放大。</translation>
    </message>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Its id, as in the table “incident” of the data centre.</source>
        <translation>事件编号，与数据中心“incident”表一致。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Layers below all others: roads, rivers, images.</source>
        <translation>位于其他图层之下的图层：道路、河流、影像。</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Of what is printed. Nothing chosen: that of QGIS.</source>
        <translation>输出内容的语言。不选则与 QGIS 一致。</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
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
        <source>Scale 1 :</source>
        <translation>比例尺 1 :</translation>
    </message>
    <message>
        <source>Situation map</source>
        <translation>态势图</translation>
    </message>
    <message>
        <source>Size of the sheet, landscape.</source>
        <translation>图幅大小，横向。</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>Where the map goes.</source>
        <translation>地图的保存位置。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>SourceRegionRaster</name>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Back trajectories with one vertex an hour, the place of arrival first.</source>
        <translation>每小时一个节点、以到达地为首点的后向轨迹。</translation>
    </message>
    <message>
        <source>Band 1: PSCF or CWT; band 2: number of points; the rule is in the metadata and the layer's name.</source>
        <translation>第1波段为PSCF或CWT，第2波段为点数；降权规则写在元数据和图层名称中。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>CWT: mean concentration of the paths</source>
        <translation>CWT：轨迹平均浓度</translation>
    </message>
    <message>
        <source>Concentration</source>
        <translation>浓度</translation>
    </message>
    <message>
        <source>Concentration above which a path is polluted</source>
        <translation>判为污染轨迹的浓度下限</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Field with the concentration at the arrival. Empty: it is read from the data centre.</source>
        <translation>到达时浓度所在字段。留空则从数据资源中心读取。</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Identifier of the station in the data centre at which the paths arrive.</source>
        <translation>轨迹到达站点在数据资源中心的编号。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Not below the grid of the wind: finer cells show nothing that the wind knew.</source>
        <translation>不要小于风场网格：更细的网格不含更多信息。</translation>
    </message>
    <message>
        <source>PSCF says where polluted paths are frequent, CWT how polluted the paths through a cell were.</source>
        <translation>PSCF说明哪里污染轨迹多，CWT说明经过网格的轨迹污染多重。</translation>
    </message>
    <message>
        <source>PSCF: share of polluted paths</source>
        <translation>PSCF：污染轨迹比例</translation>
    </message>
    <message>
        <source>Paths whose concentration is above this percentile of all count as polluted (PSCF).</source>
        <translation>浓度高于全部轨迹该百分位数的为污染轨迹（PSCF）。</translation>
    </message>
    <message>
        <source>Polluted above percentile</source>
        <translation>污染百分位数</translation>
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
        <source>Size of the cells (°)</source>
        <translation>网格大小（°）</translation>
    </message>
    <message>
        <source>Source regions</source>
        <translation>潜在源区</translation>
    </message>
    <message>
        <source>Source regions (PSCF, CWT)</source>
        <translation>潜在源区（PSCF、CWT）</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>站点</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
    </message>
    <message>
        <source>The end of the span is not after its beginning. Choose a later end.</source>
        <translation>时段的结束不晚于开始。请选择更晚的结束时间。</translation>
    </message>
    <message>
        <source>The station is missing. Give its identifier in the data centre.</source>
        <translation>缺少站点。请给出它在数据资源中心的编号。</translation>
    </message>
    <message>
        <source>The trajectories carry no times (m values). Choose a field with the concentration instead.</source>
        <translation>轨迹没有时间（m值）。请改选浓度字段。</translation>
    </message>
    <message>
        <source>There is no concentration. Choose a field, or a data centre and a station.</source>
        <translation>没有浓度。请选择字段，或数据资源中心和站点。</translation>
    </message>
    <message>
        <source>There is no data centre in “{folder}”. Choose the folder that holds a centre.toml, or make one with “Create data centre”.</source>
        <translation>“{folder}”中没有数据中心。请选择含有 centre.toml 的文件夹，或用“新建数据中心”建立一个。</translation>
    </message>
    <message>
        <source>There is no station “{station}” in the data centre.</source>
        <translation>数据资源中心没有站点“{station}”。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Tools differ in this rule; it is printed in the layer's name.</source>
        <translation>各软件规则不同；所用规则写在图层名称中。</translation>
    </message>
    <message>
        <source>TrajStat (by number of points)</source>
        <translation>TrajStat（按点数）</translation>
    </message>
    <message>
        <source>Trajectories</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Trajectories used</source>
        <translation>所用轨迹数</translation>
    </message>
    <message>
        <source>Trajectories without concentration</source>
        <translation>无浓度的轨迹数</translation>
    </message>
    <message>
        <source>Weight rule in words</source>
        <translation>降权规则说明</translation>
    </message>
    <message>
        <source>Weights of rarely visited cells</source>
        <translation>少经过网格的降权</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>What is read from the data centre.</source>
        <translation>从数据资源中心读取的项目。</translation>
    </message>
    <message>
        <source>Where the concentration is read from, by the time of arrival (m of the first vertex).</source>
        <translation>按到达时刻（首节点m值）读取浓度的数据资源中心。</translation>
    </message>
    <message>
        <source>openair (by mean number of points)</source>
        <translation>openair（按平均点数）</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
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
    <name>SplitTool</name>
    <message>
        <source>Split off {count} units</source>
        <translation>拆出 {count} 个单元</translation>
    </message>
    <message>
        <source>The line divides no grid: draw it right across one.</source>
        <translation>线没有分开任何网格，请画线完整穿过一个网格。</translation>
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
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>A whole day is 00:00 to 00:00.</source>
        <translation>整日为 00:00 至 00:00。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
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
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
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
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
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
    <name>TendDataCentre</name>
    <message>
        <source>A row for each thing that is or was wrong; empty for a sound centre.</source>
        <translation>每个问题一行（含已修复的）；完好的数据中心为空。</translation>
    </message>
    <message>
        <source>A shared data centre answers with its own engine. Set the engine to “centre”, or copy the data centre into a folder first.</source>
        <translation>共享数据中心用自身的引擎计算。请将引擎设为“centre”，或先将数据中心复制到文件夹。</translation>
    </message>
    <message>
        <source>Begin on the district's clock; a record that ends exactly then belongs to the time before.</source>
        <translation>起始时间（本区时钟）；恰好在该时刻结束的记录属于之前。</translation>
    </message>
    <message>
        <source>Check files, keys, daily sums, status and feature database</source>
        <translation>检查文件、主键、日汇总、状态与要素库</translation>
    </message>
    <message>
        <source>Checked {checked} files, merged {merged} into {made}, removed {removed}, lost {lost} records.</source>
        <translation>检查文件 {checked} 个，{merged} 个合并为 {made} 个，清除 {removed} 个，丢失记录 {lost} 条。</translation>
    </message>
    <message>
        <source>Compute all daily sums anew</source>
        <translation>重新计算全部日汇总</translation>
    </message>
    <message>
        <source>Data centre</source>
        <translation>数据资源中心</translation>
    </message>
    <message>
        <source>End on the district's clock; a record that ends exactly then is included.</source>
        <translation>结束时间（本区时钟）；恰好在该时刻结束的记录包括在内。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>计算引擎</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Folder of closed months</source>
        <translation>已结束月份的文件夹</translation>
    </message>
    <message>
        <source>Folder of the data centre, or the address of a shared one (postgresql://…).</source>
        <translation>数据中心的文件夹，或共享数据中心的地址（postgresql://…）。</translation>
    </message>
    <message>
        <source>For closed months of a shared centre: a new or empty folder that everybody reaches who asks for them. The centre remembers it; leave it empty afterwards.</source>
        <translation>用于共享数据中心已结束的月份：新的或空的、所有查询者都能访问的文件夹。数据中心会记住它，以后可以留空。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Merge small files</source>
        <translation>合并小文件</translation>
    </message>
    <message>
        <source>Move closed months of a shared centre into a folder</source>
        <translation>将共享数据中心已结束的月份移到文件夹</translation>
    </message>
    <message>
        <source>Moved {months} months with {rows} records out of the database.</source>
        <translation>已将 {months} 个月、{rows} 条记录移出数据库。</translation>
    </message>
    <message>
        <source>Nothing is to be done. Choose at least one step.</source>
        <translation>没有可执行的步骤，请至少选择一项。</translation>
    </message>
    <message>
        <source>Number of findings</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>Of these, not repaired</source>
        <translation>其中未修复</translation>
    </message>
    <message>
        <source>Puts right what the check finds. Restore files that are missing from a backup first: what nobody can read any more leaves the tables. Damaged files are moved to the folder “quarantine” of the centre, never deleted.</source>
        <translation>修复检查发现的问题。请先从备份恢复缺失的文件：无法再读取的内容将移出数据表。损坏的文件移入数据中心的“quarantine”文件夹，绝不删除。</translation>
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
        <source>Remove files that left the tables more than a day ago</source>
        <translation>清除一天前已移出数据表的文件</translation>
    </message>
    <message>
        <source>Repair what is wrong</source>
        <translation>修复问题</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Tend data centre</source>
        <translation>维护数据中心</translation>
    </message>
    <message>
        <source>The address of the data centre holds a password. Keep it in an authentication configuration of QGIS (authcfg) or in PGPASSFILE, and leave it out of the address.</source>
        <translation>数据中心的地址中含有密码。请把密码保存在 QGIS 的身份验证配置（authcfg）或 PGPASSFILE 中，并从地址中去掉。</translation>
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
        <translation>结束</translation>
    </message>
    <message>
        <source>What evaluates the records: “centre” is the centre's own engine, spark://host:port a Spark cluster that sees the same folder. A shared centre has its own engine alone.</source>
        <translation>由谁计算记录：“centre”为数据中心自身的引擎，spark://主机:端口 为能访问同一文件夹的 Spark 集群。共享数据中心只用自身的引擎。</translation>
    </message>
    <message>
        <source>What is done, in this order.</source>
        <translation>按此顺序执行的内容。</translation>
    </message>
    <message>
        <source>a file cannot be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>a file holds records of another month</source>
        <translation>文件含有其他月份的记录</translation>
    </message>
    <message>
        <source>a file holds something else than the log says</source>
        <translation>文件内容与日志不符</translation>
    </message>
    <message>
        <source>a file that the log names is not there</source>
        <translation>日志所列文件不存在</translation>
    </message>
    <message>
        <source>a key occurs more than once</source>
        <translation>主键重复</translation>
    </message>
    <message>
        <source>an exported month is not what it was when it was exported</source>
        <translation>已导出的月份与导出时不一致</translation>
    </message>
    <message>
        <source>daily sums do not equal the records</source>
        <translation>日汇总与记录不一致</translation>
    </message>
    <message>
        <source>the centre changed all the time and was not compared</source>
        <translation>数据中心一直在变化，未作比对</translation>
    </message>
    <message>
        <source>the feature database is damaged</source>
        <translation>要素库损坏</translation>
    </message>
    <message>
        <source>the log of a table cannot be read</source>
        <translation>数据表日志无法读取</translation>
    </message>
    <message>
        <source>the newest values do not equal the records</source>
        <translation>最新值与记录不一致</translation>
    </message>
    <message>
        <source>the status does not equal the newest values</source>
        <translation>状态与最新值不一致</translation>
    </message>
    <message>
        <source>{count} findings are not repaired.</source>
        <translation>{count} 个问题未修复。</translation>
    </message>
    <message>
        <source>“{engine}” is no engine. Give “centre” or the address of a Spark master, spark://host:port.</source>
        <translation>“{engine}”不是计算引擎。请填写“centre”或Spark主节点地址 spark://主机:端口。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
<context>
    <name>TimeHeightChart</name>
    <message>
        <source>Boundary layer {height:.0f} ± {spread:.0f} m</source>
        <translation>边界层 {height:.0f} ± {spread:.0f} m</translation>
    </message>
    <message>
        <source>No boundary layer found</source>
        <translation>未识别出边界层</translation>
    </message>
    <message>
        <source>{quantity}: masked</source>
        <translation>{quantity}：已屏蔽</translation>
    </message>
</context>
<context>
    <name>TransportFlux</name>
    <message>
        <source>A table with one row per layer and one for all: inflow, outflow and net in g/s with their errors.</source>
        <translation>每层一行、合计一行的表：流入、流出和净通量（g/s）及其误差。</translation>
    </message>
    <message>
        <source>Boundary or line</source>
        <translation>边界或线</translation>
    </message>
    <message>
        <source>Bounds of the layers (m)</source>
        <translation>分层高度（m）</translation>
    </message>
    <message>
        <source>CSV tables do not tell their unit. Other files do.</source>
        <translation>CSV表不说明单位，其他文件自带单位。</translation>
    </message>
    <message>
        <source>Concentrations (µg/m³)</source>
        <translation>浓度（µg/m³）</translation>
    </message>
    <message>
        <source>Error of the concentrations (%)</source>
        <translation>浓度误差（%）</translation>
    </message>
    <message>
        <source>Error of the wind (m/s)</source>
        <translation>风的误差（m/s）</translation>
    </message>
    <message>
        <source>Flux</source>
        <translation>通量</translation>
    </message>
    <message>
        <source>For which instant, UTC as in the wind files; a time with a zone (+08:00) is that instant.</source>
        <translation>计算的时刻，与风文件一致用UTC；带时区的时间（+08:00）按该瞬间理解。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>Inflow (g/s)</source>
        <translation>流入（g/s）</translation>
    </message>
    <message>
        <source>NetCDF, GRIB or CSV files of the same grid, in any order. A CSV table that names only identifiers needs the table of its grid points as well.</source>
        <translation>同一网格的NetCDF、GRIB或CSV文件，顺序不限。只有编号的CSV表还需要网格点坐标表。</translation>
    </message>
    <message>
        <source>One for each layer, from the lidar or from stations; one alone stands for all layers.</source>
        <translation>每层一个，来自激光雷达或站点；只给一个则用于所有层。</translation>
    </message>
    <message>
        <source>One polygon (inflow is into it) or one line (inflow is from its right to its left).</source>
        <translation>一个多边形（流入指进入其中）或一条线（流入指从右侧到左侧）。</translation>
    </message>
    <message>
        <source>One standard deviation of the component across the boundary.</source>
        <translation>法向分量的一个标准差。</translation>
    </message>
    <message>
        <source>One standard deviation.</source>
        <translation>一个标准差。</translation>
    </message>
    <message>
        <source>Only for a projected file that does not tell it itself.</source>
        <translation>仅用于自身未说明坐标系的投影文件。</translation>
    </message>
    <message>
        <source>Outflow (g/s)</source>
        <translation>流出（g/s）</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Reference system of projected wind</source>
        <translation>投影风场的坐标系</translation>
    </message>
    <message>
        <source>Rising heights, separated by commas; they mean what the heights of the wind mean.</source>
        <translation>递增的高度，用逗号分隔；含义与风场高度相同。</translation>
    </message>
    <message>
        <source>The bounds of the layers do not rise. Separate metres by commas, for example 0, 200, 500.</source>
        <translation>分层高度没有递增。请用逗号分隔米数，例如0, 200, 500。</translation>
    </message>
    <message>
        <source>The flux is computed for one line or polygon, and there are {count}. Select one.</source>
        <translation>通量只对一条线或一个多边形计算，现有{count}个。请选择一个。</translation>
    </message>
    <message>
        <source>The wind has no levels: the same wind was taken for all layers.</source>
        <translation>风场没有层次：各层都用同一风。</translation>
    </message>
    <message>
        <source>There is no wind file “{file}”. Choose files that exist.</source>
        <translation>风文件“{file}”不存在。请选择存在的文件。</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时刻（UTC）</translation>
    </message>
    <message>
        <source>Transport flux</source>
        <translation>输送通量</translation>
    </message>
    <message>
        <source>Unit of wind speed in tables</source>
        <translation>表中风速单位</translation>
    </message>
    <message>
        <source>Wind files</source>
        <translation>风文件</translation>
    </message>
    <message>
        <source>{count} layers need one concentration, or as many as there are layers.</source>
        <translation>{count}层需要一个浓度，或与层数相同的浓度个数。</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
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
<context>
    <name>WindParameters</name>
    <message>
        <source>CSV tables do not tell their unit. Other files do.</source>
        <translation>CSV表不说明单位，其他文件自带单位。</translation>
    </message>
    <message>
        <source>In scripts also by name: {names}.</source>
        <translation>在脚本中也可用名称：{names}。</translation>
    </message>
    <message>
        <source>NetCDF, GRIB or CSV files of the same grid, in any order. A CSV table that names only identifiers needs the table of its grid points as well.</source>
        <translation>同一网格的NetCDF、GRIB或CSV文件，顺序不限。只有编号的CSV表还需要网格点坐标表。</translation>
    </message>
    <message>
        <source>Only for a projected file that does not tell it itself.</source>
        <translation>仅用于自身未说明坐标系的投影文件。</translation>
    </message>
    <message>
        <source>Python packages are missing: {packages}. Install them as the plugin's requirements.txt says and restart QGIS.</source>
        <translation>缺少 Python 包：{packages}。请按插件的 requirements.txt 安装，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Reference system of projected wind</source>
        <translation>投影风场的坐标系</translation>
    </message>
    <message>
        <source>There is no wind file “{file}”. Choose files that exist.</source>
        <translation>风文件“{file}”不存在。请选择存在的文件。</translation>
    </message>
    <message>
        <source>Unit of wind speed in tables</source>
        <translation>表中风速单位</translation>
    </message>
    <message>
        <source>Wind files</source>
        <translation>风文件</translation>
    </message>
    <message>
        <source>“{value}” is no choice for {name}. Take one of: {options}.</source>
        <translation>“{value}”不是 {name} 的可选值。请选其一：{options}。</translation>
    </message>
</context>
</TS>
